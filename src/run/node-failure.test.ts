// What becomes of Pods when a machine, its kubelet or its network fails, and of both when it comes back (chapter 4 of the
// specification), played with the lines a user has for it.
import { expect, test } from 'vitest';
import { changesOf, endpointOf, isGone, isMarked, isReady, secondsUntil } from './testing/moments.ts';
import { defaultClass, headlessService, webSet } from './testing/sets.ts';
import { terminalOn } from './testing/terminal.ts';
import type { Terminal } from './testing/terminal.ts';

const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: nginx}}}
---
`;

const three = defaultClass + headlessService + budget + webSet({ claims: true, replicas: 3 });

interface Story extends Terminal {
  /** Of web-1. */
  readonly node: string;
}

/** A terminal a minute after the text was applied. */
function settled(text = three): Story {
  const terminal = terminalOn(text);
  terminal.pass(60);
  return { ...terminal, node: podIn(terminal, 'web-1')?.spec.nodeName ?? '' };
}

const podIn = ({ run }: Terminal, name: string) => run.cluster.head.get('Pod', `default/${name}`);
const processesOf = ({ run }: Terminal, uid: string) => run.cluster.head.sandbox(uid)?.processes ?? [];

/** Types a line, lets time pass and gives the instant at which it was typed. */
function typed(terminal: Terminal, line: string, seconds: number): number {
  const atMs = terminal.run.cluster.nowMs;
  terminal.type(line);
  terminal.run.advanceTo(atMs + seconds * 1000);
  return atMs;
}

const eventsOf = ({ run }: Terminal, name: string, fromMs: number): string[] =>
  changesOf(run, 'Event', fromMs).flatMap(({ after }) =>
    after?.involvedObject.name === name ? [`${after.type} ${after.reason} ${after.message}`] : [],
  );
const aliveOf = (terminal: Terminal, uid: string): readonly string[] =>
  processesOf(terminal, uid).flatMap(({ exitAtMs, container }) =>
    exitAtMs === undefined || exitAtMs > terminal.run.cluster.nowMs ? [container] : [],
  );

test('NODE-3: the controller looks every five seconds, so machines that fail near each other are missed together', () => {
  const missedMs = [0, 0.5, 1, 2, 3, 7].map((seconds) => {
    const terminal = settled();
    terminal.pass(seconds);
    const fromMs = typed(terminal, `chaos power-off node/${terminal.node}`, 70);
    return changesOf(terminal.run, 'Node', fromMs)[0]?.atMs ?? 0;
  });
  expect(new Set(missedMs.map((ms) => ms % 5000)).size).toBe(1);
});

test('NODE-6: Pods of a lost node leave Services, the count of the set and that of the budget at once', () => {
  const terminal = settled();
  const fromMs = typed(terminal, `chaos power-off node/${terminal.node}`, 90);
  const { run } = terminal;
  const unready = secondsUntil(run, fromMs, 'web-1', (pod) => !isReady(pod)) ?? 0;
  expect(endpointOf(run.cluster.head.list('EndpointSlice'), 'web-1')).toBe('');
  expect(run.cluster.head.get('StatefulSet', 'default/web')?.status).toMatchObject({ replicas: 3, readyReplicas: 2 });
  const status = run.cluster.head.get('PodDisruptionBudget', 'default/web')?.status;
  expect([status?.currentHealthy, status?.disruptionsAllowed]).toEqual([2, 0]);
  for (const kind of ['EndpointSlice', 'StatefulSet', 'PodDisruptionBudget'] as const) {
    const change = changesOf(run, kind, fromMs)[0];
    expect((change?.atMs ?? Infinity) - fromMs - unready * 1000).toBeLessThan(100);
  }
});

test('NODE-8: of nodes that fail together one is emptied every ten seconds', () => {
  const text = `apiVersion: ordinal.dev/v1
kind: Scenario
metadata: {name: test}
spec:
  nodes:
    - {name: a, zone: z}
    - {name: b, zone: z}
    - {name: c, zone: z}
    - {name: d, zone: z}
---
`;
  const terminal = terminalOn(text);
  terminal.pass(10);
  for (const name of ['a', 'b']) terminal.type(`chaos power-off node/${name}`);
  terminal.pass(100);
  const times = (effect: string): number[] =>
    ['a', 'b'].map(
      (name) =>
        changesOf(terminal.run, 'Node', 0).find(
          ({ key, after }) => key === name && after?.spec.taints?.some((taint) => taint.effect === effect),
        )?.atMs ?? 0,
    );
  const [first = 0, second = 0] = times('NoExecute').sort((a, b) => a - b);
  expect(new Set(times('NoSchedule')).size).toBe(1);
  expect(second - first).toBe(10_000);
  const taints = terminal.run.cluster.head.get('Node', 'a')?.spec.taints ?? [];
  expect(taints.map(({ key, effect, timeAdded }) => [key, effect, timeAdded !== undefined])).toEqual([
    ['node.kubernetes.io/unreachable', 'NoSchedule', expect.any(Boolean)],
    ['node.kubernetes.io/unreachable', 'NoExecute', true],
  ]);
});

test('NODE-21: what was to be deleted stays when the node is back in time', () => {
  const terminal = settled();
  typed(terminal, `chaos cut node/${terminal.node}`, 200);
  const fromMs = typed(terminal, `chaos heal node/${terminal.node}`, 400);
  expect(eventsOf(terminal, 'web-1', fromMs)).toEqual([
    'Normal TaintManagerEviction Cancelling deletion of Pod default/web-1',
  ]);
  expect([isMarked(podIn(terminal, 'web-1')), isReady(podIn(terminal, 'web-1'))]).toEqual([false, true]);
});

test('NODE-22: first the Event, then the condition, then a plain deletion; no budget is asked', () => {
  const terminal = settled(three.replace('maxUnavailable: 1', 'maxUnavailable: 0'));
  const fromMs = typed(terminal, `chaos power-off node/${terminal.node}`, 400);
  const tainted = changesOf(terminal.run, 'Node', fromMs).find(({ after }) =>
    after?.spec.taints?.some(({ effect }) => effect === 'NoExecute'),
  );
  const evicted = terminal.run.cluster
    .changes(0)
    .filter((it) => it.actor === 'taint-eviction-controller' && it.key.startsWith('default/web-1'));
  expect(evicted.map(({ kind }) => kind)).toEqual(['Event', 'Pod', 'Pod']);
  expect((evicted[0]?.atMs ?? 0) - (tainted?.atMs ?? 0) - 300_000).toBeLessThan(100);
  const pod = podIn(terminal, 'web-1');
  expect(pod?.status.conditions?.find(({ type }) => type === 'DisruptionTarget')).toMatchObject({
    status: 'True',
    reason: 'DeletionByTaintManager',
    message: 'Taint manager: deleting due to NoExecute taint',
    observedGeneration: 1,
  });
  expect(pod?.metadata.deletionGracePeriodSeconds).toBe(30);
  expect(eventsOf(terminal, 'web-1', fromMs)).toContain(
    'Normal TaintManagerEviction Marking for deletion Pod default/web-1',
  );
});

const deployment = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: one}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers: [{name: c, image: nginx:1.25, volumeMounts: [{name: one, mountPath: /one}]}]
      volumes: [{name: one, persistentVolumeClaim: {claimName: one}}]
---
`;

test('NODE-31, NODE-32: a Deployment replaces at once, and the replacement waits for the volume of the lost Pod', () => {
  const terminal = terminalOn(defaultClass + deployment);
  terminal.pass(60);
  const [old] = terminal.run.cluster.head.list('Pod');
  const fromMs = typed(terminal, `chaos power-off node/${old?.spec.nodeName ?? ''}`, 420);
  const marked = secondsUntil(terminal.run, fromMs, old?.metadata.name ?? '', isMarked) ?? 0;
  const made = changesOf(terminal.run, 'Pod', fromMs).find(({ before }) => !before);
  expect((made?.atMs ?? 0) - fromMs - marked * 1000).toBeLessThan(100);
  const replacement = made?.after?.metadata.name ?? '';
  expect(
    terminal
      .type('kubectl get pods')
      .match(/Terminating|ContainerCreating/g)
      ?.sort(),
  ).toEqual(['ContainerCreating', 'Terminating']);
  expect(eventsOf(terminal, replacement, fromMs).join('\n')).toContain('Warning FailedAttachVolume Multi-Attach error');
  terminal.pass(600);
  expect(isReady(podIn(terminal, replacement))).toBe(false);
  typed(terminal, `kubectl delete pod ${old?.metadata.name ?? ''} --grace-period=0 --force`, 375);
  expect(isReady(podIn(terminal, replacement))).toBe(true);
});

test('NODE-40, NODE-55: a node that returns late lets go of what was deleted within three seconds', () => {
  for (const [fault, mend] of [
    ['cut', 'heal'],
    ['power-off', 'power-on'],
  ]) {
    const terminal = settled();
    const { run, node } = terminal;
    const uid = podIn(terminal, 'web-1')?.metadata.uid ?? '';
    typed(terminal, `chaos ${fault} node/${node}`, 400);
    const fromMs = typed(terminal, `chaos ${mend} node/${node}`, 3);
    const writes = changesOf(run, 'Pod', fromMs).map(({ after, before }) => {
      if (!after) return 'gone';
      if (!before) return 'made';
      return before.metadata.deletionGracePeriodSeconds === after.metadata.deletionGracePeriodSeconds
        ? `${after.status.phase} ${isReady(after) ? 'ready' : 'not ready'}`
        : 'removed';
    });
    const stopped =
      fault === 'cut' ? ['Running ready', 'Succeeded not ready'] : ['Running not ready', 'Failed not ready'];
    expect(writes.slice(0, 5)).toEqual([...stopped, 'removed', 'gone', 'made']);
    const web1 = podIn(terminal, 'web-1');
    expect([web1?.metadata.uid === uid, web1?.spec.nodeName === node]).toEqual([false, false]);
    const ready = run.cluster.head.get('Node', node)?.status.conditions?.find(({ type }) => type === 'Ready');
    expect(ready?.status).toBe('Unknown');
    expect(aliveOf(terminal, uid)).toEqual([]);
  }
});

test('NODE-40: while it goes, the Pod of a returned node serves and counts once more', () => {
  const terminal = settled();
  typed(terminal, `chaos cut node/${terminal.node}`, 400);
  const fromMs = typed(terminal, `chaos heal node/${terminal.node}`, 0.5);
  expect(endpointOf(terminal.run.cluster.head.list('EndpointSlice'), 'web-1')).toBe('serving terminating');
  expect(terminal.run.cluster.head.get('StatefulSet', 'default/web')?.status.readyReplicas).toBe(3);
  expect(eventsOf(terminal, 'web-1', fromMs)).toEqual(['Normal Killing Stopping container nginx']);
});

test('NODE-46, GOT-2: deleted by force, the old process runs on beside the new one until its kubelet is heard again', () => {
  const terminal = settled(headlessService + webSet({ replicas: 3 }));
  const { node } = terminal;
  const uid = podIn(terminal, 'web-1')?.metadata.uid ?? '';
  typed(terminal, `chaos cut node/${node}`, 100);
  typed(terminal, 'kubectl delete pod web-1 --grace-period=0 --force', 60);
  const now = podIn(terminal, 'web-1');
  expect([isReady(now), now?.metadata.uid === uid, now?.spec.nodeName === node]).toEqual([true, false, false]);
  expect(aliveOf(terminal, uid)).toEqual(['nginx']);
  typed(terminal, `chaos heal node/${node}`, 4);
  expect(aliveOf(terminal, uid)).toEqual([]);
  expect(podIn(terminal, 'web-1')?.metadata.uid).toBe(now?.metadata.uid);
});

test('NODE-11, NODE-50: a kubelet that starts again finds its containers running, and says that it has started', () => {
  const terminal = settled();
  const before = podIn(terminal, 'web-1');
  const fromMs = typed(terminal, `chaos stop-kubelet node/${terminal.node}`, 30);
  const startedMs = typed(terminal, `chaos start-kubelet node/${terminal.node}`, 60);
  expect(podIn(terminal, 'web-1')).toEqual(before);
  expect(changesOf(terminal.run, 'Pod', fromMs)).toEqual([]);
  const state = (name: string): string => `Normal ${name} Node ${terminal.node} status is now: ${name}`;
  expect(eventsOf(terminal, terminal.node, startedMs)).toEqual([
    'Normal Starting Starting kubelet.',
    ...['NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID'].map(state),
  ]);
});

test('NODE-50: a Pod that was not ready stays so until its probe passes', () => {
  const probe = 'readinessProbe: {exec: {command: [ready]}, periodSeconds: 5, failureThreshold: 1}';
  const terminal = settled(headlessService + webSet({ replicas: 2, container: [probe] }));
  terminal.type('chaos unready pod/web-1');
  terminal.pass(10);
  expect(isReady(podIn(terminal, 'web-1'))).toBe(false);
  typed(terminal, `chaos stop-kubelet node/${terminal.node}`, 20);
  typed(terminal, `chaos start-kubelet node/${terminal.node}`, 30);
  expect(isReady(podIn(terminal, 'web-1'))).toBe(false);
  terminal.type('chaos ready pod/web-1');
  terminal.pass(10);
  expect(isReady(podIn(terminal, 'web-1'))).toBe(true);
});

test('NODE-51, NODE-52: without its kubelet or its network a node is Unknown, and its containers run on', () => {
  for (const [fault, mend] of [
    ['stop-kubelet', 'start-kubelet'],
    ['cut', 'heal'],
  ]) {
    const terminal = settled();
    const { metadata, status } = podIn(terminal, 'web-1') ?? {};
    const uid = metadata?.uid ?? '';
    typed(terminal, `chaos ${fault} node/${terminal.node}`, 90);
    expect(terminal.type(`kubectl get node ${terminal.node}`)).toMatch(/ NotReady /);
    expect([aliveOf(terminal, uid), isReady(podIn(terminal, 'web-1'))]).toEqual([['nginx'], false]);
    typed(terminal, `chaos ${mend} node/${terminal.node}`, 30);
    expect(terminal.type(`kubectl get node ${terminal.node}`)).toMatch(/ Ready /);
    const back = podIn(terminal, 'web-1');
    expect([isReady(back), back?.metadata.uid, back?.status.containerStatuses]).toEqual([
      true,
      uid,
      status?.containerStatuses,
    ]);
  }
});

test('NODE-54: a machine that was started again says so', () => {
  const terminal = settled();
  const fromMs = typed(terminal, `chaos reboot node/${terminal.node}`, 60);
  expect(eventsOf(terminal, terminal.node, fromMs).at(-1)).toMatch(
    new RegExp(`^Warning Rebooted Node ${terminal.node} has been rebooted, boot id: [0-9a-f]{8}-[0-9a-f-]{27}$`),
  );
});

test('NODE-60, NODE-61: a cordoned node keeps its Pods and gets none; uncordon takes both marks away', () => {
  const terminal = settled(headlessService + webSet({ replicas: 3 }));
  const { head } = terminal.run.cluster;
  const marks = (): unknown => {
    const { unschedulable, taints } = head.get('Node', terminal.node)?.spec ?? {};
    return [unschedulable, taints?.map(({ key, effect }) => `${key}:${effect}`)];
  };
  expect(terminal.type(`kubectl cordon ${terminal.node}`)).toBe(`node/${terminal.node} cordoned\n`);
  terminal.pass(1);
  expect(marks()).toEqual([true, ['node.kubernetes.io/unschedulable:NoSchedule']]);
  expect(terminal.type(`kubectl get node ${terminal.node}`)).toContain('Ready,SchedulingDisabled');
  expect(isReady(podIn(terminal, 'web-1'))).toBe(true);
  typed(terminal, 'kubectl delete pod web-1', 30);
  expect([isReady(podIn(terminal, 'web-1')), podIn(terminal, 'web-1')?.spec.nodeName === terminal.node]).toEqual([
    true,
    false,
  ]);
  expect(terminal.type(`kubectl uncordon ${terminal.node}`)).toBe(`node/${terminal.node} uncordoned\n`);
  terminal.pass(1);
  expect(marks()).toEqual([undefined, undefined]);
});

test('NODE-63: a drained Pod of a set comes back elsewhere, after its removal; bound to the node it waits', () => {
  const terminal = settled(headlessService + webSet({ replicas: 3 }));
  const fromMs = terminal.run.cluster.nowMs;
  expect(terminal.type(`kubectl drain ${terminal.node}`)).toContain('pod/web-1 evicted\n');
  terminal.pass(10);
  const gone = secondsUntil(terminal.run, fromMs, 'web-1', isGone) ?? Infinity;
  const made = changesOf(terminal.run, 'Pod', fromMs).find(({ before }) => !before)?.atMs ?? 0;
  expect((made - fromMs) / 1000).toBeGreaterThanOrEqual(gone);
  expect(podIn(terminal, 'web-1')?.spec.nodeName).not.toBe(terminal.node);
  const bound = settled(
    headlessService + webSet({ replicas: 1, podSpec: ['nodeSelector: {kubernetes.io/hostname: node-2}'] }),
  );
  bound.type('kubectl drain node-2');
  bound.pass(30);
  expect([podIn(bound, 'web-0')?.status.phase, podIn(bound, 'web-0')?.spec.nodeName]).toEqual(['Pending', undefined]);
});

test('GOT-1: a lost node leaves a hole in a set, and a Pod too many in a Deployment', () => {
  const shop = deployment
    .slice(deployment.indexOf('apiVersion: apps/v1'))
    .replace(/ {6}volumes.*\n/, '')
    .replace(/, volumeMounts:.*\}\]/, '}]');
  const terminal = settled(
    headlessService + webSet({ replicas: 3 }) + shop.replace('spec:\n', 'spec:\n  replicas: 3\n'),
  );
  typed(terminal, `chaos power-off node/${terminal.node}`, 480);
  const rows = terminal.type('kubectl get pods').match(/^(web|shop)\S* .*(Running|Terminating)/gm) ?? [];
  const count = (name: string, status: string): number =>
    rows.filter((row) => row.startsWith(name) && row.endsWith(status)).length;
  expect([count('web', 'Running'), count('web', 'Terminating')]).toEqual([2, 1]);
  expect([count('shop', 'Running'), count('shop', 'Terminating')]).toEqual([3, 1]);
});
