// `kubectl drain`: cordons a Node, evicts its Pods and waits until they are gone (K-47 to K-51, NODE-62). It is in flight over
// cluster time.
import { isStatus } from '../../engine/index.ts';
import type { ApiObject, Pod } from '../../engine/index.ts';
import { passed, request } from '../command.ts';
import type { Process, Shell } from '../command.ts';
import { drainPlan } from '../drain-pods.ts';
import { dryRunFlag, dryRunOf, dryRunSuffix } from '../dry-run.ts';
import type { DryRun } from '../dry-run.ts';
import { durationMs } from '../duration.ts';
import { complaint } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { onOff } from '../flags.ts';
import type { ParsedLine } from '../flags.ts';
import { foundObjects } from '../found-objects.ts';
import { finish } from '../verb.ts';
import type { Verb } from '../verb.ts';

export const drain: Verb = {
  flags: {
    'delete-emptydir-data': onOff(),
    'dry-run': dryRunFlag,
    force: onOff(),
    'grace-period': { type: 'number' },
    'ignore-daemonsets': onOff(),
    'pod-selector': { type: 'text' },
    selector: { type: 'text', short: 'l' },
    timeout: { type: 'text' },
  },
  notSimulated: ['chunk-size', 'disable-eviction', 'skip-wait-for-delete-timeout'],
  run: runDrain,
};

interface Draining {
  readonly shell: Shell;
  readonly line: ParsedLine;
  readonly dryRun: DryRun;
  /** When it gives up; Infinity: never. */
  readonly endsAtMs: number;
  readonly timeoutText: string;
}

/** Reading and writing a node, listing its Pods: the cluster reacts to the cordon before the first eviction (NODE-63). */
const betweenMs = 15;
const pollMs = 1_000;
const retryMs = 5_000;

function* runDrain(shell: Shell, line: ParsedLine): Process<number> {
  const dry = dryRunOf(line);
  if (!dry.ok) return finish(shell, [complaint(dry.message)]);
  const timeoutText = line.text('timeout') ?? '0s';
  const timeoutMs = durationMs(timeoutText);
  if (timeoutMs === undefined)
    return finish(shell, [complaint(`invalid argument "${timeoutText}" for "--timeout" flag: time: invalid duration`)]);
  if (line.args.length === 0 && !line.has('selector'))
    return finish(shell, [complaint("USAGE: drain NODE [flags]\nSee 'kubectl drain -h' for help and examples")]);
  const args = line.args.length === 0 ? ['node'] : line.args.map((arg) => (arg.includes('/') ? arg : `node/${arg}`));
  const found = yield* foundObjects(shell, 'drain', { ...line, args });
  if (found.failures.length > 0) return finish(shell, found.failures);
  const nodes = found.objects.map(({ object }) => object);
  for (const node of nodes) {
    const failure = yield* cordon(shell, node, dry.dryRun);
    if (failure) return finish(shell, [failure]);
  }
  const failures: string[] = [];
  const left: string[] = [];
  for (const { metadata } of nodes) {
    yield* passed(shell, shell.nowMs() + betweenMs);
    const endsAtMs = timeoutMs > 0 ? shell.nowMs() + timeoutMs : Infinity;
    const errors = yield* empty(metadata.name, { shell, line, dryRun: dry.dryRun, endsAtMs, timeoutText });
    if (errors.length === 0) {
      shell.stdout(`node/${metadata.name} drained${dryRunSuffix(dry.dryRun)}\n`);
      continue;
    }
    shell.stderr(
      `error: unable to drain node "${metadata.name}" due to error: ${joined(errors)}, continuing command...\n`,
    );
    failures.push(...errors);
    left.push(metadata.name);
  }
  if (left.length > 0) shell.stderr(`There are pending nodes to be drained:\n${left.map((it) => ` ${it}\n`).join('')}`);
  return finish(
    shell,
    failures.map((text) => ({ text })),
  );
}

/** As Go prints several errors. */
const joined = (errors: readonly string[]): string =>
  errors.length === 1 ? (errors[0] ?? '') : `[${errors.join(', ')}]`;

function* cordon(shell: Shell, node: ApiObject, dryRun: DryRun): Process<Failure | undefined> {
  const { name } = node.metadata;
  const isCordoned = node.kind === 'Node' && node.spec.unschedulable === true;
  if (!isCordoned && dryRun !== 'client') {
    const body = { spec: { unschedulable: true } };
    const asked = { kind: 'Node', name, patchType: 'strategic', body, dryRun: dryRun === 'server' } as const;
    const answer = yield* request({ verb: 'patch', ...asked });
    if (isStatus(answer.body)) return complaint(answer.body.message ?? '');
  }
  shell.stdout(`node/${name} ${isCordoned ? 'already cordoned' : 'cordoned'}${dryRunSuffix(dryRun)}\n`);
  return undefined;
}

/** Evicts the Pods of a node; gives what went wrong. */
function* empty(node: string, draining: Draining): Process<readonly string[]> {
  const { shell, line, dryRun } = draining;
  const plan = yield* planFor(node, line);
  if (plan.refusals.length > 0) return plan.refusals;
  if (plan.warning !== '') shell.stderr(`Warning: ${plan.warning}\n`);
  if (dryRun !== undefined) {
    for (const { metadata } of plan.pods)
      shell.stdout(`evicting pod ${metadata.namespace ?? ''}/${metadata.name}${dryRunSuffix(dryRun)}\n`);
    return [];
  }
  const errors = yield* evictAll(plan.pods, draining);
  if (errors.length === 0) return [];
  const { pods } = yield* planFor(node, line);
  if (pods.length > 0)
    shell.stderr(`There are pending pods in node "${node}" when an error occurred: ${joined(errors)}\n`);
  for (const { metadata } of pods) shell.stderr(`pod/${metadata.name}\n`);
  return errors;
}

function* planFor(node: string, line: ParsedLine): Process<ReturnType<typeof drainPlan>> {
  const labelSelector = line.text('pod-selector');
  const { body } = yield* request({
    verb: 'list',
    kind: 'Pod',
    fieldSelector: `spec.nodeName=${node}`,
    ...(labelSelector === undefined ? {} : { labelSelector }),
  });
  if (isStatus(body)) return { pods: [], refusals: [body.message ?? ''], warning: '' };
  const items = 'items' in body ? body.items : [];
  const options = { force: line.isOn('force'), deleteEmptyDirData: line.isOn('delete-emptydir-data') };
  return drainPlan(
    items.flatMap((it) => (it.kind === 'Pod' ? [it] : [])),
    options,
  );
}

/** One Pod on its way: to be evicted at a time, or looked at whether it is gone. */
interface Leaving {
  readonly pod: Pod;
  readonly isEvicted: boolean;
  readonly atMs: number;
}

type Step = Leaving | 'gone' | { readonly error: string };

/** All Pods at the same time, each at its own beat. */
function* evictAll(pods: readonly Pod[], draining: Draining): Process<readonly string[]> {
  const { shell } = draining;
  // Of requests begun together the real one sends the last first: a recording shows it.
  const order = [...pods.slice(-1), ...pods.slice(0, -1)];
  let leaving: readonly Leaving[] = order.map((pod) => ({ pod, isEvicted: false, atMs: shell.nowMs() }));
  const errors: string[] = [];
  while (leaving.length > 0) {
    const next: Leaving[] = [];
    for (const it of leaving) {
      const step = it.atMs > shell.nowMs() ? it : yield* it.isEvicted ? look(it, draining) : evict(it, draining);
      if (step === 'gone') continue;
      if ('error' in step) errors.push(step.error);
      else next.push(step);
    }
    leaving = next;
    if (leaving.length > 0) yield* passed(shell, Math.min(...leaving.map(({ atMs }) => atMs)));
  }
  return errors;
}

function* evict(leaving: Leaving, { shell, line, endsAtMs, timeoutText }: Draining): Process<Step> {
  const { name, namespace = '' } = leaving.pod.metadata;
  const failed = `error when evicting pods/"${name}" -n "${namespace}"`;
  shell.stdout(`evicting pod ${namespace}/${name}\n`);
  if (shell.nowMs() >= endsAtMs) return { error: `${failed}: global timeout reached: ${timeoutText}` };
  const grace = line.number('grace-period') ?? -1;
  const deleteOptions = grace < 0 ? {} : { gracePeriodSeconds: grace };
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace }, deleteOptions };
  const asked = { kind: 'Pod', namespace, name, subresource: 'eviction', body: eviction } as const;
  const { code, body } = yield* request({ verb: 'create', ...asked });
  if (code === 404) return 'gone';
  const message = isStatus(body) ? (body.message ?? '') : '';
  if (code === 429) {
    shell.stderr(`${failed} (will retry after 5s): ${message}\n`);
    return { ...leaving, atMs: shell.nowMs() + retryMs };
  }
  if (code >= 400) return { error: `${failed}: ${message}` };
  return yield* look({ ...leaving, isEvicted: true }, { shell, line, endsAtMs, timeoutText, dryRun: undefined });
}

function* look(leaving: Leaving, { shell, endsAtMs, timeoutText }: Draining): Process<Step> {
  const { name, namespace = '', uid } = leaving.pod.metadata;
  const { body } = yield* request({ verb: 'get', kind: 'Pod', namespace, name });
  if (isStatus(body) || !('uid' in body.metadata) || body.metadata.uid !== uid) {
    shell.stdout(`pod/${name} evicted\n`);
    return 'gone';
  }
  if (shell.nowMs() < endsAtMs) return { ...leaving, atMs: Math.min(shell.nowMs() + pollMs, endsAtMs) };
  const waiting = `error when waiting for pod "${name}" in namespace "${namespace}" to terminate`;
  return { error: `${waiting}: global timeout reached: ${timeoutText}` };
}
