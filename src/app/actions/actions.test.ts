// Each action is judged where it would be done: what is offered is carried out, and what is hindered says why.
import { expect, test } from 'vitest';
import { createRun } from '../../run/create-run.ts';
import type { Run } from '../../run/run.ts';
import type { Action } from './action.ts';
import { offerOn } from './offer.ts';
import { imagesOf, setImage } from './set-image.ts';

const probe = ', readinessProbe: {httpGet: {port: 80}}';
const volume = `
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], storageClassName: flash, resources: {requests: {storage: 1Gi}}}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: flash}
provisioner: pd.csi.storage.gke.io
volumeBindingMode: WaitForFirstConsumer
`;

const set = (more = '', templates = '', namespace = '') => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web${namespace && `, namespace: ${namespace}`}}
spec:
  replicas: 1
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: nginx:1.27${more}}]}
${templates}`;

function runOf(text: string): Run {
  const created = createRun(text);
  if (!created.ok) throw new Error(created.refusals[0]?.message);
  created.run.advanceTo(40_000);
  return created.run;
}

const offered = (run: Run, about: string) => offerOn(about, run.cluster.head, run.cluster.options.startTimeMs);

/** ` name`, or `!name hindrance`. */
const brief = (actions: readonly Action[]): string =>
  actions.map(({ name, hindrance }) => (hindrance ? `!${name} ${hindrance.name}` : name)).join(', ');

function done(run: Run, about: string, name: Action['name']): string {
  const { actions, lost } = offered(run, about);
  const action = [...(lost?.choices ?? []), ...actions].find((one) => one.name === name);
  if (action?.line === undefined || action.hindrance) throw new Error(`${name} must be offered`);
  run.submit({ kind: 'line', value: action.line });
  const answer = run.answers.at(-1);
  if (!answer || !('run' in answer)) throw new Error('a line must be answered');
  expect(answer.exit ?? 0).toBe(0);
  return `${answer.run}: ${answer.stdout.split('\n')[0]}`;
}

const nodeOf = (run: Run): string => run.cluster.head.get('Pod', 'default/web-0')?.spec.nodeName ?? '';
const notesOf = (actions: readonly Action[] = [], id: string): string =>
  (actions.find((one) => one.id === id)?.notes ?? []).map(({ name }) => name).join(' ');

test('a Pod without probes can be deleted and crashed; its readiness cannot be taken away', () => {
  const run = runOf(set());
  expect(brief(offered(run, 'Pod default/web-0').actions)).toBe('delete, crash, !unready noProbe, forceDelete');
  expect(done(run, 'Pod default/web-0', 'crash')).toBe('chaos crash pod/web-0: ');
  expect(brief(offered(run, 'Pod default/web-0').actions)).toBe(
    'delete, !crash notRunning, !unready notRunning, forceDelete',
  );
});

test('readiness is taken away and given back in the same place', () => {
  const run = runOf(set(probe));
  done(run, 'Pod default/web-0', 'unready');
  const back = offered(run, 'Pod default/web-0').actions.find(({ id }) => id === 'probe');
  expect(back?.line).toBe('chaos ready pod/web-0');
  done(run, 'Pod default/web-0', 'ready');
});

test('a Pod that is being deleted is not deleted again, but can be forgotten by force', () => {
  const run = runOf(set());
  done(run, 'Pod default/web-0', 'delete');
  expect(brief(offered(run, 'Pod default/web-0').actions)).toContain('!delete beingDeleted');
  expect(done(run, 'Pod default/web-0', 'forceDelete')).toContain('pod "web-0" force deleted');
});

test('a set is scaled, restarted, undone and deleted; its image is exchanged', () => {
  const run = runOf(set());
  const about = 'StatefulSet default/web';
  expect(brief(offered(run, about).actions)).toBe('scaleUp, scaleDown, restart, !undo noEarlier, delete, orphan');
  expect(done(run, about, 'scaleUp')).toContain('--replicas=2: statefulset.apps/web scaled');
  done(run, about, 'scaleDown');
  done(run, about, 'scaleDown');
  expect(brief(offered(run, about).actions)).toContain('!scaleDown noReplicas');
  const [image] = imagesOf(about, run.cluster.head);
  if (!image) throw new Error('the template must have a container');
  const wanted = setImage('StatefulSet default/web', image, ' nginx:1.28 ');
  expect(wanted).toMatchObject({ line: 'kubectl set image statefulset/web c=nginx:1.28' });
  run.submit({ kind: 'line', value: wanted.line ?? '' });
  run.advanceTo(41_000);
  expect(done(run, about, 'undo')).toContain('rolled back');
  expect(done(run, about, 'restart')).toContain('restarted');
  expect(done(run, about, 'orphan')).toContain('--cascade=orphan');
});

test('what becomes of volumes is told by the retention policy, and only of sets that make them', () => {
  const about = 'StatefulSet default/web';
  const fates = (text: string) => {
    const { actions } = offered(runOf(text), about);
    return [notesOf(actions, 'scaleDown'), notesOf(actions, 'delete')];
  };
  expect(fates(set())).toEqual(['removed', 'deleteSet']);
  expect(fates(set('', volume))).toEqual(['removed claimsStay', 'deleteSet claimsStay']);
  const policy = '  persistentVolumeClaimRetentionPolicy: {whenScaled: Delete}';
  expect(fates(set('', policy + volume))).toEqual(['removed claimsGo', 'deleteSet claimsStay']);
  const [up] = offered(runOf(set('', '  ordinals: {start: 5}')), about).actions;
  expect(up?.notes?.[0]?.params).toEqual({ pod: 'web-6' });
});

test('no image is set that is none, or that is there already', () => {
  const hindrance = (written: string) =>
    setImage('StatefulSet default/web', { container: 'c', image: 'nginx:1.27' }, written).hindrance?.name;
  expect(['', 'a b', 'a;b', '$(x)', 'nginx:1.27', 'nginx'].map(hindrance)).toEqual([
    'imageMissing',
    'imageMissing',
    'imageMissing',
    'imageMissing',
    'imageSame',
    undefined,
  ]);
});

test('a claim says whether a Pod still uses it', () => {
  const run = runOf(set('', volume));
  const about = 'PersistentVolumeClaim default/data-web-0';
  expect(offered(run, about).actions[0]?.notes).toEqual([{ name: 'claimInUse', params: { pod: 'web-0' } }]);
  done(run, about, 'delete');
  expect(brief(offered(run, about).actions)).toBe('!delete beingDeleted, fill, failProvisioning, failAttach');
});

test('a Node is cordoned, and its machine broken and mended; what needs power says so', () => {
  const run = runOf(set());
  const about = 'Node node-2';
  expect(brief(offered(run, about).actions)).toBe(
    'cordon, drain, deleteNode, powerOff, reboot, cut, stopKubelet, pressure, loseZone',
  );
  done(run, about, 'cordon');
  done(run, about, 'cut');
  done(run, about, 'stopKubelet');
  expect(brief(offered(run, about).actions)).toBe(
    'uncordon, drain, deleteNode, powerOff, reboot, heal, startKubelet, pressure, loseZone',
  );
  done(run, about, 'heal');
  done(run, about, 'startKubelet');
  done(run, about, 'powerOff');
  expect(brief(offered(run, about).actions)).toBe(
    'uncordon, drain, deleteNode, powerOn, !reboot machineOff, !cut machineOff, !stopKubelet machineOff, !pressure machineOff, mendZone',
  );
  done(run, about, 'deleteNode');
  expect(brief(offered(run, about).actions)).toBe(
    'powerOn, !reboot machineOff, !cut machineOff, !stopKubelet machineOff, !pressure machineOff',
  );
});

test('the storage system behind a claim is broken and mended', () => {
  const run = runOf(set('', volume));
  const claim = 'PersistentVolumeClaim default/data-web-0';
  expect(brief(offered(run, claim).actions)).toBe('delete, fill, failProvisioning, failAttach');
  expect(done(run, claim, 'failAttach')).toBe('chaos fail attach sc/flash: ');
  expect(done(run, claim, 'failProvisioning')).toBe('chaos fail provisioning sc/flash: ');
  expect(brief(offered(run, claim).actions)).toBe('delete, fill, mendProvisioning, mendAttach');
  done(run, claim, 'mendAttach');
  expect(brief(offered(run, claim).actions)).toBe('delete, fill, mendProvisioning, failAttach');
  expect(done(run, claim, 'fill')).toBe('chaos fill pvc/data-web-0: ');
  expect(done(run, claim, 'makeRoom')).toBe('chaos mend pvc/data-web-0: ');
});

test('a zone is lost with its machines, and comes back', () => {
  const run = runOf(set());
  const node = `Node ${nodeOf(run)}`;
  expect(done(run, node, 'loseZone')).toMatch(/^chaos lose zone\/zone-[abc]: $/);
  expect(offered(run, 'Pod default/web-0').lost?.how).toBe('off');
  done(run, node, 'mendZone');
  expect(offered(run, 'Pod default/web-0').lost).toBeUndefined();
});

test('a Node is drained, unless a Pod on it would be lost for good', () => {
  const run = runOf(set());
  const about = `Node ${nodeOf(run)}`;
  expect(done(run, about, 'drain')).toContain('cordoned');
  done(run, about, 'uncordon');
  done(run, 'StatefulSet default/web', 'orphan');
  run.advanceTo(80_000);
  const node = nodeOf(run);
  const drain = offered(run, `Node ${node}`).actions.find(({ name }) => name === 'drain');
  expect(drain?.hindrance).toEqual({ name: 'looseOnNode', params: { pod: 'web-0' } });
  run.submit({ kind: 'line', value: drain?.line ?? '' });
  run.advanceTo(81_000);
  expect(run.answers.at(-1)).toMatchObject({ exit: 1 });
});

test('a Pod on a machine that is off has four ways out, and nothing of it runs', () => {
  const run = runOf(set('', volume));
  done(run, `Node ${nodeOf(run)}`, 'powerOff');
  const { lost, actions } = offered(run, 'Pod default/web-0');
  expect([lost?.how, brief(lost?.choices ?? [])]).toEqual(['off', 'wait, forceDelete, deleteNode, outOfService']);
  expect(brief(actions)).toBe('delete, !crash notRunning, !unready notRunning');
  expect(notesOf(lost?.choices, 'wait')).toBe('wait');
  expect(lost?.choices[0]?.notes?.[0]?.params).toEqual({ node: nodeOf(run), seconds: 300 });
  expect(notesOf(lost?.choices, 'force')).toBe('forceEarly nothingRuns volume');
  expect(notesOf(lost?.choices, 'node')).toBe('deleteNode nothingRuns volume');
  expect(notesOf(lost?.choices, 'out-of-service')).toBe('outOfService outEarly nothingRuns');
  run.advanceTo(600_000);
  const later = offered(run, 'Pod default/web-0').lost?.choices;
  expect(brief(later ?? [])).toBe('!wait nothingToCome, forceDelete, deleteNode, outOfService');
  expect(notesOf(later, 'force')).toBe('force nothingRuns volume');
});

for (const fault of ['cut', 'stopKubelet'] as const)
  test(`after ${fault} the machine goes on running the Pod: a split brain is at risk`, () => {
    const run = runOf(set());
    done(run, `Node ${nodeOf(run)}`, fault);
    const { lost } = offered(run, 'Pod default/web-0');
    expect(notesOf(lost?.choices, 'wait')).toBe('wait waitRunning');
    expect(notesOf(lost?.choices, 'force')).toBe('forceEarly splitBrain');
    expect(notesOf(lost?.choices, 'node')).toBe('deleteNode splitBrain');
    expect(notesOf(lost?.choices, 'out-of-service')).toBe('outOfService outEarly splitBrain');
  });

test('NODE-43, VOL-47: on a word that the machine is off, Pod and volume are elsewhere within half a minute', () => {
  const run = runOf(set('', volume));
  const lost = nodeOf(run);
  done(run, `Node ${lost}`, 'powerOff');
  run.advanceTo(120_000);
  expect(done(run, 'Pod default/web-0', 'outOfService')).toMatch(/: node\/node-\d tainted$/);
  run.advanceTo(150_000);
  const pod = run.cluster.head.get('Pod', 'default/web-0');
  expect([pod?.status.phase, pod?.spec.nodeName === lost]).toEqual(['Running', false]);
  expect(run.cluster.head.list('VolumeAttachment').map(({ spec }) => spec.nodeName)).toEqual([pod?.spec.nodeName]);
  expect(offered(run, `Node ${lost}`).actions.map(({ name }) => name)).toContain('inService');
  done(run, `Node ${lost}`, 'inService');
  expect(run.cluster.head.get('Node', lost)?.spec.taints?.map(({ key }) => key)).not.toContain(
    'node.kubernetes.io/out-of-service',
  );
});

test('NODE-45: said of a machine that only nobody hears of, it makes two of one identity', () => {
  const run = runOf(set());
  const cut = nodeOf(run);
  done(run, `Node ${cut}`, 'cut');
  run.advanceTo(120_000);
  done(run, 'Pod default/web-0', 'outOfService');
  run.advanceTo(150_000);
  const running = run.cluster.head
    .list('Node')
    .flatMap(({ metadata }) => run.cluster.head.sandboxesOn(metadata.name))
    .filter(({ name, processes }) => name === 'web-0' && processes.some(({ exitAtMs }) => exitAtMs === undefined));
  expect(new Set(running.map(({ node }) => node))).toEqual(new Set([cut, nodeOf(run)]));
});

test('a Pod whose Node was deleted need only wait', () => {
  const run = runOf(set());
  const node = nodeOf(run);
  done(run, `Node ${node}`, 'powerOff');
  done(run, 'Pod default/web-0', 'deleteNode');
  const { lost } = offered(run, 'Pod default/web-0');
  expect([lost?.how, brief(lost?.choices ?? [])]).toEqual([
    'gone',
    'wait, forceDelete, !deleteNode nodeGone, !outOfService nodeGone',
  ]);
  expect(notesOf(lost?.choices, 'wait')).toBe('waitGone');
});

test('with all Nodes lost, waiting leads nowhere', () => {
  const run = runOf(set());
  for (const { metadata } of run.cluster.head.list('Node')) done(run, `Node ${metadata.name}`, 'powerOff');
  expect(notesOf(offered(run, 'Pod default/web-0').lost?.choices, 'wait')).toBe('waitAll');
});

test('a namespace of its own is in the line; what is not there, or is of another kind, offers nothing', () => {
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n';
  const run = runOf(namespace + set('', '', 'shop'));
  expect(offered(run, 'Pod shop/web-0').actions[0]?.line).toBe('kubectl delete pod web-0 -n shop');
  expect(done(run, 'Pod shop/web-0', 'crash')).toBe('chaos crash pod/web-0 -n shop: ');
  const nothing = { actions: [], lost: undefined, images: [] };
  expect(offered(run, 'Pod shop/web-9')).toEqual(nothing);
  expect(offered(run, 'PersistentVolume pv')).toEqual(nothing);
});

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: c, image: nginx:1.27}]}
`;

test('a Deployment is scaled, rolled out, paused and deleted; its Pods are replaced', () => {
  const run = runOf(deployment);
  const about = 'Deployment default/api';
  expect(brief(offered(run, about).actions)).toBe('scaleUp, scaleDown, restart, !undo noEarlier, pause, delete');
  const pod = run.cluster.head.list('Pod')[0]?.metadata.name ?? '';
  expect(notesOf(offered(run, `Pod default/${pod}`).actions, 'delete')).toBe('deleteReplaced');
  done(run, about, 'scaleUp');
  done(run, about, 'restart');
  run.advanceTo(60_000);
  done(run, about, 'undo');
  done(run, about, 'pause');
  expect(brief(offered(run, about).actions)).toBe('scaleUp, scaleDown, !restart paused, !undo paused, resume, delete');
  done(run, about, 'resume');
  const [image] = offered(run, about).images;
  expect(image && setImage(about, image, 'nginx:1.28').line).toBe('kubectl set image deployment/api c=nginx:1.28');
  const node = run.cluster.head.list('Pod')[0]?.spec.nodeName ?? '';
  const member = run.cluster.head.onNode(node)[0]?.metadata.name ?? '';
  done(run, `Node ${node}`, 'powerOff');
  expect(notesOf(offered(run, `Pod default/${member}`).lost?.choices, 'wait')).toBe('waitReplaced');
  done(run, about, 'delete');
});

test('a second restart within the same second would be refused: the button says so, and a second later it is offered again', () => {
  const run = runOf(set());
  done(run, 'StatefulSet default/web', 'restart');
  expect(brief(offered(run, 'StatefulSet default/web').actions)).toContain('!restart justRestarted');
  run.advanceTo(41_000);
  expect(brief(offered(run, 'StatefulSet default/web').actions)).not.toContain('!restart');
});
