// The timelines of the specification (T-1 to T-8), from the first cause to the last consequence, with the defaults of Kubernetes.
import { expect, test } from 'vitest';
import { changesOf, endpointOf, isGone, isMarked, isReady, secondsUntil } from './testing/moments.ts';
import { defaultClass, headlessService, webSet } from './testing/sets.ts';
import { terminalOn } from './testing/terminal.ts';
import type { Terminal } from './testing/terminal.ts';
import { scenario } from './testing/texts.ts';

const images = (behaviour: string): string => scenario(`images: [${behaviour}]`);

/** A terminal a minute after a text was applied. */
function settled(text: string): Terminal {
  const terminal = terminalOn(text);
  terminal.pass(60);
  return terminal;
}

const slices = ({ run }: Terminal) => run.cluster.head.list('EndpointSlice');
const nodeOf = ({ run }: Terminal, pod: string): string =>
  run.cluster.head.get('Pod', `default/${pod}`)?.spec.nodeName ?? '';

/** Types a line, lets time pass and gives the instant at which it was typed. */
function typed(terminal: Terminal, line: string, seconds: number): number {
  const atMs = terminal.run.cluster.nowMs;
  terminal.type(line);
  terminal.run.advanceTo(atMs + seconds * 1000);
  return atMs;
}

/** Three Pods with claims; the machine of web-1 has been without power for so many seconds. */
function powerLost(seconds: number): Terminal & { readonly lostMs: number; readonly node: string } {
  const terminal = settled(defaultClass + headlessService + webSet({ claims: true, replicas: 3 }));
  const node = nodeOf(terminal, 'web-1');
  return { ...terminal, node, lostMs: typed(terminal, `chaos power-off node/${node}`, seconds) };
}

test('T-1: a Pod whose process stops in two seconds', () => {
  const terminal = settled(images('{match: "*", stop: 2s}') + headlessService + webSet({ replicas: 1 }));
  const atMs = typed(terminal, 'kubectl delete pod web-0 --wait=false', 1);
  expect(endpointOf(slices(terminal), 'web-0')).toBe('serving terminating');
  terminal.pass(10);
  const { run } = terminal;
  const stopped = secondsUntil(run, atMs, 'web-0', (pod) => pod?.status.phase === 'Succeeded');
  const gone = secondsUntil(run, atMs, 'web-0', isGone);
  const again = changesOf(run, 'Pod', atMs).find(({ before }) => !before)?.atMs;
  expect(secondsUntil(run, atMs, 'web-0', isMarked)).toBe(0);
  expect(stopped).toBeCloseTo(2, 0);
  expect(gone).toBeGreaterThan(2);
  expect(gone).toBeLessThan(4);
  expect((again ?? 0) - atMs - (gone ?? 0) * 1000).toBeLessThan(100);
});

test('T-2: a Pod whose process does not listen is killed after its grace period', () => {
  const terminal = settled(images('{match: "*", stop: never}') + webSet({ replicas: 1 }));
  const rows = terminal.watch('kubectl get pods -w');
  const atMs = typed(terminal, 'kubectl delete pod web-0 --wait=false', 40);
  const killed = changesOf(terminal.run, 'Pod', atMs).find(({ after }) => after?.status.phase === 'Failed');
  expect(((killed?.atMs ?? 0) - atMs) / 1000).toBeCloseTo(30, 0);
  expect(killed?.after?.status.containerStatuses?.[0]?.state?.terminated?.exitCode).toBe(137);
  const gone = secondsUntil(terminal.run, atMs, 'web-0', isGone) ?? 0;
  expect(gone).toBeGreaterThan(30);
  expect(gone).toBeLessThan(32);
  expect(rows()).toMatch(/^web-0 +0\/1 +Error /m);
});

test('T-3: the starts of a program that ends after a second', () => {
  const terminal = terminalOn(images('{match: "*", exit: {code: 1, after: 1s}}') + webSet({ replicas: 1 }));
  terminal.pass(2000);
  const exits = changesOf(terminal.run, 'Pod', 0).flatMap(({ after }) => {
    const last = after?.status.containerStatuses?.[0];
    const ended = last?.state?.terminated ?? last?.lastState?.terminated;
    return ended ? [[Date.parse(ended.startedAt ?? ''), Date.parse(ended.finishedAt ?? '')] as const] : [];
  });
  const lives = [...new Map(exits.map((life) => [life[0], life])).values()].slice(0, 9);
  const pauses = lives.slice(1).map(([startedAt], at) => (startedAt - (lives[at]?.[1] ?? 0)) / 1000);
  const bounds = [
    [0, 2],
    [10, 16],
    [20, 31],
    [40, 61],
    [80, 91],
    [160, 181],
    [300, 331],
    [300, 331],
  ];
  expect(pauses).toHaveLength(bounds.length);
  expect(pauses.filter((pause, at) => pause < (bounds[at]?.[0] ?? 0) || pause > (bounds[at]?.[1] ?? 0))).toEqual([]);
});

test('T-4, NODE-25: from power loss to a Pod that stays Terminating are about six minutes', () => {
  const terminal = powerLost(600);
  const { run, lostMs, node } = terminal;
  const unready = secondsUntil(run, lostMs, 'web-1', (pod) => !isReady(pod)) ?? 0;
  expect(unready).toBeGreaterThanOrEqual(40);
  expect(unready).toBeLessThanOrEqual(60);
  const slice = changesOf(run, 'EndpointSlice', lostMs)[0];
  expect((slice?.atMs ?? 0) - lostMs - unready * 1000).toBeLessThan(100);
  expect(endpointOf(slice?.after ? [slice.after] : [], 'web-1')).toBe('');
  const tainted = changesOf(run, 'Node', lostMs).find(
    ({ key, after }) => key === node && after?.spec.taints?.some(({ effect }) => effect === 'NoExecute'),
  );
  expect((tainted?.atMs ?? 0) - lostMs - unready * 1000).toBeLessThanOrEqual(10_000);
  const marked = secondsUntil(run, lostMs, 'web-1', isMarked) ?? 0;
  expect(marked - ((tainted?.atMs ?? 0) - lostMs) / 1000).toBeCloseTo(300, 0);
  expect(marked).toBeGreaterThan(340);
  expect(marked).toBeLessThan(370);
  expect(secondsUntil(run, lostMs, 'web-1', isGone)).toBeUndefined();
  expect(terminal.type('kubectl get pod web-1')).toMatch(/^web-1 +1\/1 +Terminating /m);
});

test('T-5: deleted by force it is made elsewhere at once, and has its volume six minutes later', () => {
  const terminal = powerLost(400);
  const { run, node } = terminal;
  const atMs = typed(terminal, 'kubectl delete pod web-1 --grace-period=0 --force', 420);
  const madeMs = changesOf(run, 'Pod', atMs).find(({ key, before }) => key === 'default/web-1' && !before)?.atMs ?? 0;
  expect(madeMs - atMs).toBeLessThan(1000);
  expect(nodeOf(terminal, 'web-1')).not.toBe(node);
  const events = changesOf(run, 'Event', atMs).flatMap(({ atMs: ms, after }) =>
    after?.involvedObject.name === 'web-1' ? [{ seconds: (ms - atMs) / 1000, reason: after.reason }] : [],
  );
  const attached = events.find(({ reason }) => reason === 'SuccessfulAttachVolume')?.seconds;
  expect(events.map(({ reason }) => reason)).toContain('FailedAttachVolume');
  expect(attached).toBeGreaterThan(360);
  expect(attached).toBeLessThan(365);
  expect(run.cluster.head.get('Node', node)?.status.conditions?.find(({ type }) => type === 'Ready')?.status).toBe(
    'Unknown',
  );
});

test('T-6: on the word that the machine is off the Pod runs elsewhere within half a minute', () => {
  const terminal = powerLost(400);
  const atMs = typed(
    terminal,
    `kubectl taint nodes ${terminal.node} node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`,
    60,
  );
  const gone = secondsUntil(terminal.run, atMs, 'web-1', isGone) ?? Infinity;
  expect(gone).toBeLessThanOrEqual(20);
  const volume = changesOf(terminal.run, 'VolumeAttachment', atMs).find(({ after }) => !after);
  expect((volume?.atMs ?? Infinity) - atMs - gone * 1000).toBeLessThan(2000);
  expect(secondsUntil(terminal.run, atMs, 'web-1', isReady)).toBeLessThan(35);
});

test('T-7: with their Node deleted its Pods are removed 40 to 80 s later', () => {
  const terminal = powerLost(400);
  const atMs = typed(terminal, `kubectl delete node ${terminal.node}`, 120);
  const gone = secondsUntil(terminal.run, atMs, 'web-1', isGone);
  expect(gone).toBeGreaterThanOrEqual(40);
  expect(gone).toBeLessThanOrEqual(80);
});

test('T-8: a second drain waits until the Pod of the first is ready again', () => {
  const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {minAvailable: 2, selector: {matchLabels: {app: nginx}}}
---
`;
  const slow = images('{match: "*", ready: 12s}');
  const terminal = settled(
    slow +
      budget +
      webSet({
        replicas: 3,
        spec: ['podManagementPolicy: Parallel'],
        container: ['readinessProbe: {exec: {command: [ready]}, periodSeconds: 1}'],
      }),
  );
  const [first, second] = [nodeOf(terminal, 'web-0'), nodeOf(terminal, 'web-1')];
  const old = terminal.run.cluster.head.get('Pod', 'default/web-0')?.metadata.uid;
  const atMs = terminal.run.cluster.nowMs;
  const firstDrain = terminal.watch(`kubectl drain ${first}`);
  terminal.pass(1);
  const secondDrain = terminal.watch(`kubectl drain ${second}`);
  terminal.pass(60);
  expect(firstDrain()).toContain(`pod/web-0 evicted\nnode/${first} drained\n`);
  const refusals = secondDrain().match(/error when evicting pods\/"web-1" -n "default" \(will retry after 5s\)/g) ?? [];
  const isNew = (uid: string | undefined): boolean => uid !== undefined && uid !== old;
  const readyAgain = secondsUntil(terminal.run, atMs, 'web-0', (pod) => isReady(pod) && isNew(pod?.metadata.uid)) ?? 0;
  const evicted = secondsUntil(terminal.run, atMs, 'web-1', isMarked) ?? 0;
  expect(refusals.length).toBeGreaterThan(1);
  expect(evicted).toBeGreaterThanOrEqual(readyAgain);
  expect(evicted - readyAgain).toBeLessThan(5.1);
  expect(evicted).toBeCloseTo(1 + 5 * refusals.length, 0);
});
