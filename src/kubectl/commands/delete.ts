// `kubectl delete`: sends every DELETE, prints its line, then waits until the objects are gone (K-25, K-39, K-40, K-116). It is
// in flight over cluster time.
import type { Answer, DeleteOptions, Kind } from '../../engine/index.ts';
import { isStatus, kindFacts } from '../../engine/index.ts';
import { passed, pause, request } from '../command.ts';
import type { Process, Shell } from '../command.ts';
import { targetsOf } from '../targets.ts';
import type { Target } from '../targets.ts';
import { dryRunFlag, dryRunOf, dryRunSuffix } from '../dry-run.ts';
import type { DryRun } from '../dry-run.ts';
import { durationMs } from '../duration.ts';
import { complaint, refusalOf } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { singularOf, subjectOf } from '../resource.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const deleteVerb: Verb = {
  flags: {
    all: onOff(),
    'all-namespaces': onOff('A'),
    cascade: { type: 'text', bare: 'background' },
    'dry-run': dryRunFlag,
    'field-selector': { type: 'text' },
    filename: { type: 'list', short: 'f' },
    force: onOff(),
    'grace-period': { type: 'number' },
    'ignore-not-found': onOff(),
    now: onOff(),
    output: { type: 'text', short: 'o' },
    selector: { type: 'text', short: 'l' },
    timeout: { type: 'text' },
    wait: onOff(),
  },
  notSimulated: ['interactive', 'kustomize', 'raw', 'recursive'],
  run: runDelete,
};

interface Asked {
  readonly options: DeleteOptions;
  readonly forced: boolean;
  readonly dryRun: DryRun;
  readonly waits: boolean;
  /** 0: for ever. */
  readonly timeoutMs: number;
}

function* runDelete(shell: Shell, line: ParsedLine): Process<number> {
  const asked = askedFor(line);
  if ('text' in asked) return finish(shell, [asked]);
  const found = yield* targetsOf(shell, 'delete', line);
  if (found.targets.length === 0 && found.failures.length > 0) return finish(shell, found.failures);
  if (asked.forced) shell.stderr(`${immediate}\n`);
  const failures = [...found.failures];
  const deleted: Deleted[] = [];
  // What is named is looked up before it is deleted; what is listed is known already.
  const requests = line.isOn('all') || line.has('selector') ? 1 : 2;
  for (const target of found.targets) {
    if (line.has('namespace') && !kindFacts[target.kind].namespaced && deleted.length === 0) {
      shell.stderr('Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n');
    }
    if (deleted.length > 0) yield* passed(shell, shell.nowMs() + requestMs * requests);
    const outcome = yield* deleteOne(shell, line, target, asked);
    if ('text' in outcome) failures.push(outcome);
    else if ('uid' in outcome) deleted.push(outcome);
  }
  if (found.targets.length === 0 && failures.length === 0) shell.stdout('No resources found\n');
  if (asked.waits) failures.push(...(yield* gone(shell, deleted, asked.timeoutMs)));
  return finish(shell, failures);
}

/** A request and its answer: recordings show that the cluster reacts to one deletion before the next. */
const requestMs = 5;

const immediate =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.';

const policies = { background: 'Background', foreground: 'Foreground', orphan: 'Orphan' } as const;

function askedFor(line: ParsedLine): Asked | Failure {
  const dry = dryRunOf(line);
  if (!dry.ok) return complaint(dry.message);
  const cascade = line.text('cascade') ?? 'background';
  if (!isPolicy(cascade)) {
    return complaint(`invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`);
  }
  const force = line.isOn('force');
  const grace = line.number('grace-period') ?? -1;
  if (line.isOn('now') && grace !== -1) return complaint('--now and --grace-period cannot be specified together');
  if (force && grace > 0) return complaint('--force and --grace-period greater than 0 cannot be specified together');
  const timeoutMs = durationMs(line.text('timeout') ?? '0');
  if (timeoutMs === undefined) {
    return complaint(`invalid argument "${line.text('timeout')}" for "--timeout" flag: time: invalid duration`);
  }
  const seconds = line.isOn('now') ? 1 : graceSeconds(grace, force);
  const propagationPolicy = policies[cascade];
  return {
    options: seconds < 0 ? { propagationPolicy } : { propagationPolicy, gracePeriodSeconds: seconds },
    forced: force && seconds === 0,
    dryRun: dry.dryRun,
    waits: line.isOn('wait', true) && dry.dryRun === undefined,
    timeoutMs,
  };
}

const isPolicy = (text: string): text is keyof typeof policies => Object.hasOwn(policies, text);

/** Zero seconds are one unless forced, against accidents; -1 leaves it to the object. */
function graceSeconds(asked: number, force: boolean): number {
  if (force) return 0;
  return asked === 0 ? 1 : asked;
}

interface Deleted {
  readonly target: Target;
  readonly uid: string;
}

function* deleteOne(
  shell: Shell,
  line: ParsedLine,
  target: Target,
  { options, forced, dryRun }: Asked,
): Process<Deleted | Failure | { readonly missing: true }> {
  const { kind, name, source } = target;
  const text = deletedLine(line, target, forced, dryRun);
  if (dryRun === 'client') {
    shell.stdout(text);
    return { missing: true };
  }
  const sent = { kind, name, ...placeOf(target), options, ...(dryRun ? { dryRun: true } : {}) };
  const { code, body } = yield* request({ verb: 'delete', ...sent });
  if (isStatus(body) && code === 404 && target.ignoreNotFound) return { missing: true };
  if (isStatus(body) && code >= 400) {
    return refusalOf(body, source === undefined ? '' : `error when deleting "${source}": `);
  }
  shell.stdout(text);
  const uid = isStatus(body) ? body.details?.uid : uidOf(body);
  return uid === undefined ? { missing: true } : { target, uid };
}

const uidOf = ({ metadata }: Answer['body']): string | undefined => ('uid' in metadata ? metadata.uid : undefined);

function deletedLine(line: ParsedLine, { kind, name, namespace }: Target, forced: boolean, dryRun: DryRun): string {
  if (line.text('output') === 'name') return `${subjectOf(kind, name)}\n`;
  const from = namespace === undefined ? '' : ` from ${namespace} namespace`;
  return `${singularOf(kind)} "${name}" ${forced ? 'force deleted' : 'deleted'}${from}${dryRunSuffix(dryRun)}\n`;
}

/** Waits until each object is gone, or another one has its name. */
function* gone(shell: Shell, deleted: readonly Deleted[], timeoutMs: number): Process<readonly Failure[]> {
  const untilMs = timeoutMs > 0 ? shell.nowMs() + timeoutMs : undefined;
  for (const { target, uid } of deleted) {
    for (;;) {
      const { body } = yield* request({ verb: 'get', kind: target.kind, name: target.name, ...placeOf(target) });
      if (uidOf(body) !== uid) break;
      if (untilMs !== undefined && shell.nowMs() >= untilMs) {
        return [complaint(`timed out waiting for the condition on ${pluralOf(target.kind)}/${target.name}`)];
      }
      yield* pause(untilMs);
    }
  }
  return [];
}

const pluralOf = (kind: Kind): string => kindFacts[kind].plural;

const placeOf = ({ namespace }: Target): { namespace?: string } => (namespace === undefined ? {} : { namespace });
