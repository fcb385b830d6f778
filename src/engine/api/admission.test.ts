import { expect, test } from 'vitest';
import type { ApiObject, Kind } from '../kinds/kinds.ts';
import type { Container, Pod } from '../kinds/pod.ts';
import { buildWorld } from '../world.ts';
import { isStatus } from './request.ts';
import { answer } from './server.ts';
import { Store } from './store.ts';
import type { ApiContext } from './writes.ts';

function server() {
  const store = new Store();
  const api: ApiContext = { store, seed: 1, startTimeMs: Date.UTC(2026, 0, 1), gates: {} };
  buildWorld(api, [{ name: 'node-1', zone: 'zone-a', cpu: '4', memory: '4Gi', pods: 110 }]);
  const ask = (kind: Kind, body: object, namespace = 'default') =>
    answer(api, { verb: 'create', kind, namespace, body }, { input: 1 }).body;
  return {
    store,
    create: (kind: Kind, body: object, namespace = 'default'): ApiObject => {
      const answered = ask(kind, body, namespace);
      if (isStatus(answered) || !('metadata' in answered) || 'items' in answered || answered.kind === 'Scale')
        throw new Error(JSON.stringify(answered));
      return answered;
    },
    pod(spec: object = {}, metadata: object = {}): Pod {
      const made = this.create('Pod', podManifest(spec, metadata));
      if (made.kind !== 'Pod') throw new Error('a Pod must be made');
      return made;
    },
    refusal: (kind: Kind, body: object, namespace = 'default'): string => {
      const answered = ask(kind, body, namespace);
      return isStatus(answered) ? `${answered.code ?? 0} ${answered.message ?? ''}` : 'not refused';
    },
  };
}

const main = { name: 'main', image: 'nginx:1.25' };
const podManifest = (spec: object, metadata: object = {}): object => ({
  metadata: { name: 'one', ...metadata },
  spec: { containers: [main], ...spec },
});

const mountsOf = ({ volumeMounts = [] }: Container): readonly string[] =>
  volumeMounts.map(({ mountPath }) => mountPath);
const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';

test('DEF-8: a Pod gets the account `default` and its token, as the last volume, mounted in every container', () => {
  const data = { name: 'data', emptyDir: {} };
  const { spec } = server().pod({ volumes: [data], initContainers: [{ name: 'init', image: 'busybox:1.36' }] });
  expect(spec).toMatchObject({ serviceAccount: 'default', serviceAccountName: 'default' });
  const [first, token] = spec.volumes ?? [];
  expect(first).toEqual(data);
  expect(token?.name).toMatch(/^kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  expect(token?.projected).toEqual({
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: {
          items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
        },
      },
    ],
  });
  const mount = { name: token?.name, readOnly: true, mountPath: tokenPath };
  expect(spec.containers[0]?.volumeMounts).toEqual([mount]);
  expect(spec.initContainers?.[0]?.volumeMounts).toEqual([mount]);
});

test('DEF-8: no token where none is wanted or something else is mounted there', () => {
  expect(server().pod({ automountServiceAccountToken: false }).spec.volumes).toBeUndefined();
  const own = { ...main, volumeMounts: [{ name: 'own', mountPath: tokenPath }] };
  const { spec } = server().pod({ volumes: [{ name: 'own', emptyDir: {} }], containers: [own] });
  expect(spec.volumes?.map(({ name }) => name)).toEqual(['own']);
  expect(spec.containers.map(mountsOf)).toEqual([[tokenPath]]);
});

test('DEF-8: an account that says no token, and a Pod that overrides it', () => {
  const it = server();
  it.create('ServiceAccount', { metadata: { name: 'shy' }, automountServiceAccountToken: false });
  expect(it.pod({ serviceAccountName: 'shy' }).spec.volumes).toBeUndefined();
  expect(
    it.pod({ serviceAccountName: 'shy', automountServiceAccountToken: true }, { name: 'two' }).spec.volumes,
  ).toHaveLength(1);
});

test('DEF-8: a missing account', () =>
  expect(server().refusal('Pod', podManifest({ serviceAccountName: 'nobody' }))).toBe(
    '403 pods "one" is forbidden: error looking up service account default/nobody: serviceaccount "nobody" not found',
  ));

test('DEF-8: each Pod has a token volume of its own name', () => {
  const it = server();
  const names = ['a', 'b', 'c'].map((name) => it.pod({}, { name }).spec.volumes?.[0]?.name);
  expect(new Set(names).size).toBe(3);
});

test('DEF-9: a Pod bears a lost node for 300 s, unless it says otherwise', () => {
  const lost = (reason: string) => ({
    key: `node.kubernetes.io/${reason}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  });
  expect(server().pod().spec.tolerations).toEqual([lost('not-ready'), lost('unreachable')]);
  const own = { key: 'node.kubernetes.io/unreachable', operator: 'Exists', tolerationSeconds: 5, effect: 'NoExecute' };
  expect(server().pod({ tolerations: [own] }).spec.tolerations).toEqual([own, lost('not-ready')]);
  const all = { operator: 'Exists' };
  expect(server().pod({ tolerations: [all] }).spec.tolerations).toEqual([all]);
  const other = { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoSchedule' };
  expect(server().pod({ tolerations: [other] }).spec.tolerations).toHaveLength(3);
});

test('DEF-10: priority and preemption, by class', () => {
  expect(server().pod().spec).toMatchObject({ priority: 0, preemptionPolicy: 'PreemptLowerPriority' });
  expect(server().pod({ priorityClassName: 'system-node-critical' }).spec.priority).toBe(2000001000);
  expect(server().pod({ priorityClassName: 'system-cluster-critical' }).spec.priority).toBe(2000000000);
  expect(server().refusal('Pod', podManifest({ priorityClassName: 'constructor' }))).toBe(
    '403 pods "one" is forbidden: no PriorityClass with name constructor was found',
  );
  expect(server().refusal('Pod', podManifest({ priority: 7 }))).toContain(
    'the integer value of priority (7) must not be provided in pod spec',
  );
});

test('DEF-11: claims and volumes are protected from the start', () => {
  const it = server();
  const claim = it.create('PersistentVolumeClaim', claimManifest({}));
  expect(claim.metadata.finalizers).toEqual(['kubernetes.io/pvc-protection']);
  const volume = it.create('PersistentVolume', {
    metadata: { name: 'v', finalizers: ['mine.example/f'] },
    spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/x' } },
  });
  expect(volume.metadata.finalizers).toEqual(['mine.example/f', 'kubernetes.io/pv-protection']);
});

const claimManifest = (spec: object, name = 'data'): object => ({
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
});

const classManifest = (name: string, isDefault: boolean): object => ({
  metadata: { name, annotations: { 'storageclass.kubernetes.io/is-default-class': String(isDefault) } },
  provisioner: 'pd.csi.storage.gke.io',
});

test('DEF-12: a claim without a class gets the default one; an empty name is respected', () => {
  const it = server();
  const classOf = (name: string, spec: object = {}): unknown => {
    const claim = it.create('PersistentVolumeClaim', claimManifest(spec, name));
    return claim.kind === 'PersistentVolumeClaim' ? claim.spec.storageClassName : 'no claim';
  };
  it.create('StorageClass', classManifest('plain', false));
  expect(classOf('a')).toBeUndefined();
  it.create('StorageClass', classManifest('old', true));
  expect(classOf('b')).toBe('old');
  expect(classOf('c', { storageClassName: '' })).toBe('');
  expect(classOf('d', { storageClassName: 'plain' })).toBe('plain');
  it.store.nowMs = 5000;
  it.create('StorageClass', classManifest('younger', true));
  expect(classOf('e')).toBe('younger');
});

test('DEF-13: a new node is not ready yet', () => {
  const node = server().create('Node', { metadata: { name: 'fresh' } });
  expect(node.kind === 'Node' && node.spec.taints).toEqual([
    { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' },
  ]);
});

test('DEF-15: a Pod that names its node has its zone at once, over its own label', () => {
  const labels = { app: 'web', 'topology.kubernetes.io/zone': 'mine' };
  expect(server().pod({ nodeName: 'node-1' }, { labels }).metadata.labels).toEqual({
    app: 'web',
    'topology.kubernetes.io/zone': 'zone-a',
  });
  expect(server().pod({ nodeName: 'nowhere' }, { labels }).metadata.labels).toEqual(labels);
});

test('DEF-16: what the server adds to the spec of a created Pod', () => {
  const added = Object.keys(server().pod().spec).filter((field) => field !== 'containers');
  expect(added.sort()).toEqual([
    'dnsPolicy',
    'enableServiceLinks',
    'preemptionPolicy',
    'priority',
    'restartPolicy',
    'schedulerName',
    'securityContext',
    'serviceAccount',
    'serviceAccountName',
    'terminationGracePeriodSeconds',
    'tolerations',
    'volumes',
  ]);
});

test('API-46: nothing new in a namespace that is being terminated', () => {
  const it = server();
  const home = it.create('Namespace', { metadata: { name: 'going' } });
  if (home.kind !== 'Namespace') throw new Error('a Namespace must be made');
  const author = { actor: 'test', cause: { input: 1 }, reason: { rule: 'API-46' } };
  it.store.write('Namespace', 'going', { ...home, status: { phase: 'Terminating' } }, author);
  expect(it.refusal('ConfigMap', { metadata: { name: 'a' } }, 'going')).toBe(
    '403 configmaps "a" is forbidden: unable to create new content in namespace going because it is being terminated',
  );
});

test('API-47: a missing namespace', () =>
  expect(server().refusal('ConfigMap', { metadata: { name: 'a' } }, 'nowhere')).toBe(
    '404 namespaces "nowhere" not found',
  ));
