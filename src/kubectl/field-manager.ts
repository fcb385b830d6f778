// Under which name kubectl writes (API-13): that of its verb, unless --field-manager says another. One place for all verbs, so
// that none forgets it.
import type { Ask, Process, Reply } from './command.ts';

/** The name of a verb's writes; `scale` has none of its own. */
export function managerOf(verb: string): string {
  if (verb === 'apply') return 'kubectl-client-side-apply';
  return verb === 'scale' ? 'kubectl' : `kubectl-${verb}`;
}

/** The process, every write of it under this name. */
export function* writingAs<T>(manager: string, process: Process<T>): Process<T> {
  let step = process.next();
  while (!step.done) {
    const reply: Reply = yield named(step.value, manager);
    step = process.next(reply);
  }
  return step.value;
}

function named(ask: Ask, manager: string): Ask {
  if (ask.kind !== 'request') return ask;
  const { request } = ask;
  const writes = request.verb === 'create' || request.verb === 'update' || request.verb === 'patch';
  if (!writes || request.fieldManager !== undefined) return ask;
  return { kind: 'request', request: { ...request, fieldManager: manager } };
}
