// What chaos lines do in a run, and how they are refused.
import { expect, test } from 'vitest';
import type { Run } from './run.ts';
import { printed, startedRun } from './testing/texts.ts';

const text = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: nginx, image: nginx:1.25}]}
`;

function typed(run: Run, line: string): string {
  run.submit({ kind: 'line', value: line });
  return printed(run).at(-1)?.replace(/^\d+ /, '') ?? '';
}

function running(): Run {
  const run = startedRun(text);
  run.advanceTo(60_000);
  return run;
}

const node = (run: Run): string => run.cluster.head.get('Pod', 'default/web')?.spec.nodeName ?? '';

test('KUBELET-30: a crash ends the process, and the container is started again in the same Pod', () => {
  const run = running();
  const before = run.cluster.head.get('Pod', 'default/web');
  expect(typed(run, 'chaos crash pod/web --code 7')).toBe('chaos crash pod/web --code 7: 0');
  run.advanceTo(120_000);
  const after = run.cluster.head.get('Pod', 'default/web');
  const status = after?.status.containerStatuses?.[0];
  expect([after?.metadata.uid === before?.metadata.uid, status?.restartCount]).toEqual([true, 1]);
  expect(status?.lastState?.terminated?.exitCode).toBe(7);
});

test('NODE-53: a reboot switches the machine off and, 20 s later, on again', () => {
  const run = running();
  const name = node(run);
  const powered = (): boolean | undefined => run.cluster.head.machine(name)?.powered;
  typed(run, `chaos reboot node/${name}`);
  expect(powered()).toBe(false);
  run.advanceTo(79_999);
  expect(powered()).toBe(false);
  run.advanceTo(80_000);
  expect([powered(), run.cluster.head.machine(name)?.boots]).toEqual([true, 1]);
});

const claimed = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: flash}
provisioner: pd.csi.storage.gke.io
volumeBindingMode: Immediate
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], storageClassName: flash, resources: {requests: {storage: 1Gi}}}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: nginx, image: nginx:1.25}]
  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
`;

const messages = (run: Run, reason: string): readonly (readonly [string, number])[] =>
  run.cluster.head
    .list('Event')
    .flatMap((event) => (event.reason === reason ? [[event.message, event.count ?? 1]] : []));

test('VOL-23: a storage system that makes no volumes is asked every 5 s, until it is mended', () => {
  const run = startedRun(claimed);
  expect(typed(run, 'chaos fail provisioning sc/flash')).toBe('chaos fail provisioning sc/flash: 0');
  run.advanceTo(22_000);
  const [refused] = messages(run, 'ProvisioningFailed');
  expect(refused?.[0]).toBe('rpc error: code = ResourceExhausted desc = no capacity is left');
  expect(refused?.[1]).toBeGreaterThan(2);
  expect(run.state().kind).toBe('blocked');
  expect(typed(run, 'chaos mend provisioning sc/flash')).toBe('chaos mend provisioning sc/flash: 0');
  run.advanceTo(60_000);
  expect(run.cluster.head.get('Pod', 'default/web')?.status.phase).toBe('Running');
});

test('VOL-40: a storage system that attaches nothing says so on the attachment and to the Pod, and is tried again', () => {
  const run = startedRun(claimed);
  typed(run, 'chaos fail attach sc/flash');
  run.advanceTo(40_000);
  const [attachment] = run.cluster.head.list('VolumeAttachment');
  const volume = attachment?.spec.source.persistentVolumeName;
  const error = 'rpc error: code = Internal desc = the storage system refuses';
  expect(attachment?.status).toMatchObject({ attached: false, attachError: { message: error } });
  const [said] = messages(run, 'FailedAttachVolume');
  expect(said?.[0]).toBe(`AttachVolume.Attach failed for volume "${volume}" : ${error}`);
  expect(said?.[1]).toBeGreaterThan(2);
  typed(run, 'chaos mend attach sc/flash');
  run.advanceTo(120_000);
  expect(run.cluster.head.list('VolumeAttachment')[0]?.status).toEqual({ attached: true });
  expect(run.cluster.head.get('Pod', 'default/web')?.status.phase).toBe('Running');
});

test('a full volume is full until somebody makes room, or it grows', () => {
  const run = startedRun(claimed.replace('volumeBindingMode', 'allowVolumeExpansion: true\nvolumeBindingMode'));
  run.advanceTo(60_000);
  const { head } = run.cluster;
  const fullSinceMs = (): number | undefined =>
    head.fullSinceMs(head.get('PersistentVolumeClaim', 'default/data')?.spec.volumeName ?? '');
  expect(fullSinceMs()).toBeUndefined();
  expect(typed(run, 'chaos fill pvc/data')).toBe('chaos fill pvc/data: 0');
  expect(fullSinceMs()).toBe(60_000);
  expect(typed(run, 'chaos fill pvc/data')).toContain('the volume of "data" is full already');
  typed(run, 'chaos mend pvc/data');
  expect(fullSinceMs()).toBeUndefined();
  typed(run, 'chaos fill pvc/data');
  typed(run, `kubectl patch pvc data -p '{"spec":{"resources":{"requests":{"storage":"2Gi"}}}}'`);
  expect(fullSinceMs()).toBe(60_000);
  run.advanceTo(120_000);
  expect(fullSinceMs()).toBeUndefined();
});

test('a lost zone is all of its machines switched off, and mended all of them on', () => {
  const run = running();
  const off = (): readonly string[] =>
    run.cluster.head.machines().flatMap(({ node: name, powered }) => (powered ? [] : [name]));
  expect(typed(run, 'chaos lose zone/zone-b')).toBe('chaos lose zone/zone-b: 0');
  expect(off()).toEqual(['node-2']);
  expect(typed(run, 'chaos lose zone/zone-b')).toContain('every Node in zone "zone-b" is switched off already');
  typed(run, 'chaos mend zone/zone-b');
  expect(off()).toEqual([]);
});

test.each([
  ['chaos lose zone/nowhere', 'there is no Node in zone "nowhere"'],
  ['chaos lose node/node-1', 'chaos lose takes one zone, written as zone/NAME'],
  ['chaos fail provisioning sc/none', 'there is no StorageClass "none"'],
  ['chaos fail sc/flash', 'chaos fail takes provisioning or attach, and one StorageClass, written as sc/NAME'],
  ['chaos mend', 'chaos mend takes provisioning or attach, and one StorageClass, written as sc/NAME'],
  ['chaos crash pod/nobody', 'there is no Pod "nobody"'],
  ['chaos crash pod/web -c other', 'Pod "web" has no container "other" that is running'],
  ['chaos crash pod/web --code 300', 'an exit code is a number from 0 to 255'],
  ['chaos crash pod/web --code', 'flag needs an argument: --code; chaos --help shows how it is written'],
  [
    'chaos unready pod/web',
    'Pod "web" has no probes, so it is ready as long as it runs: give a container a readinessProbe first',
  ],
  ['chaos cut node/nowhere', 'there is no Node "nowhere"'],
  ['chaos heal node/node-1', 'Node "node-1" is connected already'],
  ['chaos cut pod/web', 'chaos cut takes one Node, written as node/NAME'],
  ['chaos crash web', 'chaos crash takes one Pod, written as pod/NAME'],
  ['chaos crash pod/web pod/other', 'chaos crash takes one Pod, written as pod/NAME'],
  ['chaos explode', 'unknown command "explode" for "chaos"; chaos --help lists them'],
  ['chaos fill pvc/data', 'claim "data" has no volume'],
  ['chaos fill pod/web', 'chaos fill takes one claim, written as pvc/NAME'],
])('%s is refused in a sentence', (line, sentence) => {
  expect(typed(running(), line)).toBe(`${line}: 1 error: ${sentence}`);
});

test('chaos --help lists every line', () => {
  const answer = typed(startedRun(text), 'chaos --help');
  for (const verb of ['crash', 'unready', 'ready', 'power-off', 'power-on', 'reboot', 'cut', 'heal', 'stop-kubelet']) {
    expect(answer).toContain(`chaos ${verb} `);
  }
});

test('a line that is too long is not read', () => {
  const run = startedRun(text);
  expect(typed(run, `chaos ${'x '.repeat(300)}`)).toContain('2 sh: a line has at most 200 words');
  expect(typed(run, `chaos ${'x'.repeat(20_000)}`)).toContain('2 sh: a line has at most 10000 characters');
});
