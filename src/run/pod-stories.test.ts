// What is seen of Pods in lists, Events and names through a life that does not go smoothly.
import { expect, test } from 'vitest';
import { changesOf, isMarked, isReady } from './testing/moments.ts';
import { defaultClass, headlessService, webSet } from './testing/sets.ts';
import { terminalOn } from './testing/terminal.ts';
import type { Terminal } from './testing/terminal.ts';
import { scenario } from './testing/texts.ts';

const podIn = ({ run }: Terminal, name: string) => run.cluster.head.get('Pod', `default/${name}`);
const initEnds = scenario('images: [{match: "busybox*", exit: {code: 0, after: 1s}}]');

function settled(text: string, seconds = 60): Terminal {
  const terminal = terminalOn(text);
  terminal.pass(seconds);
  return terminal;
}

test('POD-6: a Pod on a lost node shows Running until it is deleted, then Terminating, never Unknown', () => {
  const terminal = settled(webSet());
  const rows = terminal.watch('kubectl get pods web-1 -w');
  terminal.type(`chaos power-off node/${podIn(terminal, 'web-1')?.spec.nodeName ?? ''}`);
  terminal.pass(200);
  expect(terminal.type('kubectl get pod web-1')).toMatch(/1\/1 +Running/);
  terminal.pass(600);
  expect(terminal.type('kubectl get pod web-1')).toMatch(/1\/1 +Terminating/);
  expect(rows()).not.toContain('Unknown');
});

test('POD-9: the wide columns of a Pod that has nothing yet, whose claims are bound, and that has gates', () => {
  const terminal = settled(
    defaultClass +
      webSet({
        claims: true,
        replicas: 1,
        podSpec: ['readinessGates: [{conditionType: example.com/on}, {conditionType: example.com/off}]'],
      }),
    1,
  );
  const row = (name: string): string | undefined =>
    terminal.type(`kubectl get pod ${name} -o wide`).split('\n')[1]?.replaceAll(/ +/g, ' ');
  expect(row('web-0')).toMatch(/^web-0 0\/1 Pending 0 1s <none> <none> node-\d 0\/2 *$/);
  terminal.pass(59);
  const { podIP, nodeName } = { ...podIn(terminal, 'web-0')?.status, ...podIn(terminal, 'web-0')?.spec };
  expect(row('web-0')?.trimEnd()).toBe(`web-0 1/1 Running 0 60s ${podIP} ${nodeName} <none> 0/2`);
});

test('EV-7, EV-8: who speaks in Events, for which node, and of which container', () => {
  const budget =
    'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: none}\nspec: {minAvailable: 1, selector: {matchLabels: {app: nobody}}}\n---\n';
  const shop =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: x}]}}}\n---\n';
  const first = 'initContainers: [{name: first, image: "busybox:1"}]';
  const terminal = settled(
    initEnds + defaultClass + headlessService + budget + shop + webSet({ claims: true, replicas: 1, podSpec: [first] }),
  );
  const node = podIn(terminal, 'web-0')?.spec.nodeName ?? '';
  terminal.type(`kubectl patch pvc www-web-0 -p '{"spec":{"resources":{"requests":{"storage":"2Gi"}}}}'`);
  terminal.pass(30);
  terminal.type(`chaos power-off node/${node}`);
  terminal.pass(400);
  const events = terminal.run.cluster.head.list('Event');
  const speakers = new Map(events.map((event) => [event.reason, event.source?.component || event.reportingComponent]));
  expect(Object.fromEntries(speakers)).toMatchObject({
    Scheduled: 'default-scheduler',
    Pulling: 'kubelet',
    SuccessfulAttachVolume: 'attachdetach-controller',
    WaitForFirstConsumer: 'persistentvolume-controller',
    ExternalExpanding: 'volume_expand',
    ScalingReplicaSet: 'deployment-controller',
    NodeNotReady: 'node-controller',
    TaintManagerEviction: 'taint-eviction-controller',
    ProvisioningSucceeded: expect.stringMatching(/^ebs\.csi\.aws\.com_/),
    VolumeResizeSuccessful: expect.stringMatching(/^ebs\.csi\.aws\.com_/),
  });
  expect(
    new Set(events.filter(({ reason }) => reason === 'SuccessfulCreate').map(({ source }) => source?.component)),
  ).toEqual(new Set(['statefulset-controller', 'replicaset-controller']));
  const created = events.filter(
    ({ reason, involvedObject }) => reason === 'Created' && involvedObject.name === 'web-0',
  );
  expect(created.map(({ involvedObject, source }) => [involvedObject.fieldPath, source])).toEqual([
    ['spec.initContainers{first}', { component: 'kubelet', host: node }],
    ['spec.containers{nginx}', { component: 'kubelet', host: node }],
  ]);
});

const probe = 'readinessProbe: {exec: {command: [ready]}, periodSeconds: 1, failureThreshold: 1}';

test('STS-ID-8: a Pod has a name of its own while it is ready, under a Service that selects it', () => {
  const terminal = settled(headlessService + webSet({ container: [probe] }));
  const lookup = (): string => terminal.type('kubectl exec web-0 -- nslookup web-1.nginx.default.svc.cluster.local');
  const address = podIn(terminal, 'web-1')?.status.podIP;
  expect(lookup()).toContain(`Address: ${address}\n`);
  terminal.type('chaos unready pod/web-1');
  terminal.pass(5);
  expect(lookup()).toContain('NXDOMAIN');
  terminal.type(`kubectl patch service nginx -p '{"spec":{"publishNotReadyAddresses":true}}'`);
  terminal.pass(5);
  expect(lookup()).toContain(`Address: ${address}\n`);
  terminal.type('kubectl delete service nginx');
  terminal.pass(5);
  expect(lookup()).toContain('NXDOMAIN');
});

test('STS-ID-9: a Pod that was made again has its hostname, its name and its volume, but another address', () => {
  const terminal = settled(defaultClass + headlessService + webSet({ claims: true }));
  const seen = (): readonly (string | undefined)[] => [
    terminal.type('kubectl exec web-1 -- hostname'),
    terminal.run.cluster.head.get('PersistentVolumeClaim', 'default/www-web-1')?.spec.volumeName,
    podIn(terminal, 'web-1')?.status.podIP,
  ];
  const [hostname, volume, address] = seen();
  terminal.type('kubectl delete pod web-1');
  terminal.pass(30);
  const again = seen();
  expect(again.slice(0, 2)).toEqual([hostname, volume]);
  expect(again[2]).not.toBe(address);
  expect(terminal.type('kubectl exec web-0 -- nslookup web-1.nginx')).toContain(`Address: ${again[2]}\n`);
});

test('GOT-20: a Pod that was driven out is replaced by a set under its name, by a Deployment beside it', () => {
  const shop =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: x}]}}}\n';
  const left = (text: string): string[] => {
    const terminal = settled(text);
    const [pod] = terminal.run.cluster.head.list('Pod');
    terminal.type(`chaos pressure node/${pod?.spec.nodeName ?? ''}`);
    terminal.pass(60);
    return terminal.run.cluster.head
      .list('Pod')
      .map(
        (it) => `${it.status.phase} ${it.status.reason ?? ''} ${it.metadata.uid === pod?.metadata.uid ? 'old' : 'new'}`,
      );
  };
  expect(left(webSet({ replicas: 1 }))).toEqual(['Running  new']);
  expect(left(shop).sort()).toEqual(['Failed Evicted old', 'Running  new']);
});

test('GOT-25: without a grace period the object is gone while the process still runs', () => {
  const terminal = settled(
    scenario('images: [{match: "*", stop: never}]') +
      webSet({ replicas: 1, podSpec: ['terminationGracePeriodSeconds: 0'] }),
  );
  const uid = podIn(terminal, 'web-0')?.metadata.uid ?? '';
  terminal.type('kubectl delete pod web-0 --wait=false');
  terminal.pass(0.5);
  const processes = terminal.run.cluster.head.sandbox(uid)?.processes ?? [];
  expect(podIn(terminal, 'web-0')?.metadata.uid).not.toBe(uid);
  expect(processes.map(({ exitAtMs }) => exitAtMs === undefined || exitAtMs > terminal.run.cluster.nowMs)).toEqual([
    true,
  ]);
});

test('STS-PVC-8: a claim that is deleted under its Pod stays until the Pod has gone', () => {
  const terminal = settled(defaultClass + webSet({ claims: true, replicas: 1 }));
  terminal.type('kubectl delete pvc www-web-0 --wait=false');
  terminal.pass(600);
  expect(terminal.type('kubectl get pvc')).toMatch(/^www-web-0 +Terminating/m);
  const claim = () => terminal.run.cluster.head.get('PersistentVolumeClaim', 'default/www-web-0');
  expect([claim()?.metadata.finalizers, isReady(podIn(terminal, 'web-0'))]).toEqual([
    ['kubernetes.io/pvc-protection'],
    true,
  ]);
  const old = claim()?.metadata.uid;
  terminal.type('kubectl delete pod web-0');
  terminal.pass(30);
  expect([
    claim()?.metadata.uid === old,
    isMarked(podIn(terminal, 'web-0')),
    isReady(podIn(terminal, 'web-0')),
  ]).toEqual([false, false, true]);
});

test('VOL-25: the order in which a fresh claim, its volume and its Pod come about', () => {
  const terminal = settled(defaultClass + webSet({ claims: true, replicas: 1 }));
  const reasons = [
    'WaitForFirstConsumer',
    'ExternalProvisioning',
    'Provisioning',
    'ProvisioningSucceeded',
    'Scheduled',
    'SuccessfulAttachVolume',
    'Pulling',
    'Pulled',
    'Created',
    'Started',
  ];
  const events = changesOf(terminal.run, 'Event', 0).flatMap(({ before, after }) =>
    before || !after ? [] : [after.reason],
  );
  expect(events.filter((reason) => reasons.includes(reason))).toEqual(reasons);
  const rules = terminal.run.cluster
    .changes(0)
    .filter(({ kind }) => ['Pod', 'PersistentVolumeClaim', 'PersistentVolume', 'VolumeAttachment'].includes(kind));
  const first = (rule: string): number => rules.findIndex(({ reason }) => reason.rule === rule);
  const order = [
    'STS-PVC-3',
    'STS-REP-3',
    'SCHED-8',
    'VOL-22',
    'VOL-20',
    'VOL-11',
    'VOL-3',
    'SCHED-5',
    'VOL-40',
    'KUBELET-52',
  ].map(first);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order.every((at) => at >= 0)).toBe(true);
});

test('VOL-27: the set and the scheduler write the same fresh claim, and the Pod is placed a moment later', () => {
  const policy = 'persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}';
  const terminal = settled(defaultClass + webSet({ claims: true, replicas: 2, spec: [policy] }));
  const events = changesOf(terminal.run, 'Event', 0).flatMap(({ after, atMs }) =>
    after ? [{ reason: after.reason, message: after.message, atMs }] : [],
  );
  const failed = events.find(({ reason }) => reason === 'FailedScheduling');
  expect(failed?.message).toBe(
    'running PreBind plugin "VolumeBinding": Operation cannot be fulfilled on persistentvolumeclaims "www-web-1": the object has been modified; please apply your changes to the latest version and try again',
  );
  const condition = changesOf(terminal.run, 'Pod', 0)
    .flatMap(({ key, after }) => (key === 'default/web-1' ? (after?.status.conditions ?? []) : []))
    .find(({ status }) => status === 'False');
  expect([condition?.type, condition?.reason]).toEqual(['PodScheduled', 'SchedulerError']);
  expect(events.some(({ reason }) => reason === 'WaitForPodScheduled')).toBe(true);
  const asked = changesOf(terminal.run, 'PersistentVolumeClaim', 0).find(
    ({ key, after }) =>
      key === 'default/www-web-1' && after?.metadata.annotations?.['volume.kubernetes.io/selected-node'],
  );
  const laterMs = (asked?.atMs ?? 0) - (failed?.atMs ?? 0);
  expect(laterMs).toBeGreaterThanOrEqual(1000);
  expect(laterMs).toBeLessThan(2100);
});

test('VOL-32, VOL-33: claims that are not there, or on their way out, keep a Pod Pending', () => {
  const pod = (name: string, claim: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: c, image: x}], volumes: [{name: v, persistentVolumeClaim: {claimName: ${claim}}}]}\n---\n`;
  const terminal = settled(defaultClass + webSet({ claims: true, replicas: 1 }));
  terminal.type('kubectl delete pvc www-web-0 --wait=false');
  terminal.run.submit({
    kind: 'edit',
    value: defaultClass + webSet({ claims: true, replicas: 1 }) + pod('late', 'www-web-0') + pod('lost', 'none'),
  });
  terminal.pass(10);
  const said = (name: string): string =>
    terminal.type(`kubectl get events --field-selector involvedObject.name=${name} -o jsonpath='{.items[0].message}'`);
  expect(said('late')).toBe('0/3 nodes are available: persistentvolumeclaim "www-web-0" is being deleted. not found');
  expect(said('lost')).toBe('0/3 nodes are available: persistentvolumeclaim "none" not found. not found');
  expect([podIn(terminal, 'late')?.status.phase, podIn(terminal, 'lost')?.status.phase]).toEqual([
    'Pending',
    'Pending',
  ]);
  terminal.type('kubectl delete pod late lost');
  terminal.type('kubectl delete pod web-0');
  terminal.pass(1.2);
  const old = changesOf(terminal.run, 'PersistentVolumeClaim', 60_000).find(({ after }) => !after);
  terminal.pass(60);
  const created = changesOf(terminal.run, 'PersistentVolumeClaim', 60_000).find(({ before }) => !before);
  expect((created?.atMs ?? 0) >= (old?.atMs ?? Infinity)).toBe(true);
  expect(isReady(podIn(terminal, 'web-0'))).toBe(true);
});
