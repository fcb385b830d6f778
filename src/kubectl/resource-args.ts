// The resources a command line names: `pod/web-0 svc/web`, `pods web-0 web-1`, or whole kinds `pods,svc` for a selector; and
// kubectl's complaints about them (K-24, K-114, K-115).
import type { Kind } from '../engine/index.ts';
import { kindNamed } from './resource.ts';

export interface NamedResource {
  readonly kind: Kind;
  readonly name: string;
}

export type ResourceArgs =
  | { readonly ok: true; readonly named: readonly NamedResource[]; readonly kinds: readonly Kind[] }
  | { readonly ok: false; readonly message: string };

/** The resources of the arguments; `kinds` are those that came without names. `verb`: for the complaint. */
export function resourceArgs(verb: string, args: readonly string[]): ResourceArgs {
  const [first = '', ...names] = args;
  if (args.some((arg) => arg.includes('/'))) return pairs(verb, args);
  const kinds: Kind[] = [];
  for (const word of first.split(',')) {
    if (word === 'all') {
      kinds.push(...categoryAll);
      continue;
    }
    const kind = kindNamed(word);
    if (!kind) return unknownType(word);
    kinds.push(kind);
  }
  if (names.length === 0) return { ok: true, named: [], kinds };
  return { ok: true, named: kinds.flatMap((kind) => names.map((name) => ({ kind, name }))), kinds: [] };
}

/** What discovery lists in the category `all`, in kubectl's order. */
const categoryAll: readonly Kind[] = ['Pod', 'Service', 'Deployment', 'ReplicaSet', 'StatefulSet'];

function pairs(verb: string, args: readonly string[]): ResourceArgs {
  const named: NamedResource[] = [];
  for (const arg of args) {
    const [word = '', name = '', ...more] = arg.split('/');
    if (!arg.includes('/')) {
      const example = `'kubectl ${verb} resource/<resource_name>' instead of 'kubectl ${verb} resource resource/<resource_name>'`;
      const start = 'there is no need to specify a resource type as a separate argument when passing arguments';
      return { ok: false, message: `${start} in resource/name form (e.g. ${example}` };
    }
    if (!word || !name || more.length > 0) {
      return { ok: false, message: 'arguments in resource/name form must have a single resource and name' };
    }
    const kind = kindNamed(word);
    if (!kind) return unknownType(word);
    named.push({ kind, name });
  }
  return { ok: true, named, kinds: [] };
}

const unknownType = (word: string): ResourceArgs => ({
  ok: false,
  message: `the server doesn't have a resource type "${word}"`,
});
