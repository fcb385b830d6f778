import { expect, test } from 'vitest';
import type { ApiObject, Kind } from '../kinds/kinds.ts';
import { buildWorld } from '../world.ts';
import type { Answer, ApiRequest } from './request.ts';
import { isStatus } from './request.ts';
import { answer } from './server.ts';
import { Store } from './store.ts';
import type { ApiContext } from './writes.ts';

function server() {
  const store = new Store();
  const api: ApiContext = { store, seed: 1, startTimeMs: Date.UTC(2026, 0, 1), gates: {} };
  buildWorld(api, []);
  const ask = (request: ApiRequest) => answer(api, request, { input: 1 });
  return {
    store,
    ask,
    create: (body: Manifest, kind: Kind = 'ConfigMap') =>
      objectOf(ask({ verb: 'create', kind, namespace: 'default', body })),
  };
}

interface Manifest {
  readonly metadata: { readonly name?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

function objectOf({ body }: Answer): ApiObject {
  if (!('metadata' in body) || isStatus(body) || 'items' in body || body.kind === 'Scale')
    throw new Error(JSON.stringify(body));
  return body;
}

function messageOf({ code, body }: Answer): string {
  if (!isStatus(body)) throw new Error(`not refused: ${JSON.stringify(body)}`);
  expect(body.code).toBe(code);
  return `${code} ${body.reason ?? ''}: ${body.message ?? ''}`;
}

const configMap = (name: string, more: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...more },
  data: { a: '1' },
});

const podManifest = (name: string, spec: object = {}, more: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, ...more },
  spec: { containers: [{ name: 'c', image: 'nginx:1.25' }], ...spec },
});

const set = (replicas: number): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    replicas,
    serviceName: 'web',
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'nginx:1.25' }] } },
  },
});

test('API-2: the server sets creationTimestamp; API-4: generation 1 for Pods, none for ConfigMaps', () => {
  const { create } = server();
  expect(create(configMap('a', { creationTimestamp: '2020-01-01T00:00:00Z' })).metadata).toMatchObject({
    creationTimestamp: '2026-01-01T00:00:00Z',
  });
  expect(create(configMap('b')).metadata.generation).toBeUndefined();
  expect(create(podManifest('p'), 'Pod').metadata.generation).toBe(1);
});

test('API-3: a no-op update writes nothing and keeps the resourceVersion', () => {
  const { create, ask, store } = server();
  const made = create(configMap('a'));
  const { revision } = store;
  const same = objectOf(
    ask({ verb: 'update', kind: 'ConfigMap', namespace: 'default', name: 'a', body: configMap('a') }),
  );
  expect(same.metadata.resourceVersion).toBe(made.metadata.resourceVersion);
  expect(store.revision).toBe(revision);
});

test('API-5: generation follows the spec, not labels', () => {
  const { create, ask } = server();
  create(set(1), 'StatefulSet');
  const target = { verb: 'patch', kind: 'StatefulSet', namespace: 'default', name: 'web', patchType: 'merge' } as const;
  expect(objectOf(ask({ ...target, body: { metadata: { labels: { a: 'b' } } } })).metadata.generation).toBe(1);
  expect(objectOf(ask({ ...target, body: { spec: { replicas: 2 } } })).metadata.generation).toBe(2);
  expect(objectOf(ask({ ...target, body: { spec: { replicas: 2 } } })).metadata.generation).toBe(2);
});

test('API-6: a main write ignores status, a status write ignores the rest', () => {
  const { create, ask } = server();
  create(set(1), 'StatefulSet');
  const target = { verb: 'patch', kind: 'StatefulSet', namespace: 'default', name: 'web', patchType: 'merge' } as const;
  const body = { spec: { replicas: 3 }, status: { replicas: 7, availableReplicas: 0 } };
  expect(objectOf(ask({ ...target, body }))).toMatchObject({ spec: { replicas: 3 }, status: { replicas: 0 } });
  const status = { spec: { replicas: 9 }, status: { replicas: 7, availableReplicas: 0 } };
  expect(objectOf(ask({ ...target, subresource: 'status', body: status }))).toMatchObject({
    spec: { replicas: 3 },
    status: { replicas: 7 },
  });
});

test('API-7: another uid is a conflict', () => {
  const { create, ask } = server();
  create(configMap('a'));
  const body = configMap('a', { uid: 'other' });
  expect(messageOf(ask({ verb: 'update', kind: 'ConfigMap', namespace: 'default', name: 'a', body }))).toContain(
    'UID in precondition: other',
  );
});

test('API-9: generateName makes a name of its own', () => {
  const { create } = server();
  const { name, generateName } = create({ ...configMap(''), metadata: { generateName: 'web-' } }).metadata;
  expect(name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  expect(generateName).toBe('web-');
});

test('API-20: a stale resourceVersion is a conflict', () => {
  const { create, ask } = server();
  create(configMap('a'));
  const body = { ...configMap('a', { resourceVersion: '1' }), data: { a: '2' } };
  expect(messageOf(ask({ verb: 'update', kind: 'ConfigMap', namespace: 'default', name: 'a', body }))).toBe(
    '409 Conflict: Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
  );
});

test('API-21: a Lease cannot be updated without resourceVersion', () => {
  const { create, ask } = server();
  const lease = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: 'a' },
    spec: { holderIdentity: 'x' },
  };
  create(lease, 'Lease');
  const body = { ...lease, spec: { holderIdentity: 'y' } };
  expect(messageOf(ask({ verb: 'update', kind: 'Lease', namespace: 'default', name: 'a', body }))).toContain(
    'metadata.resourceVersion: Invalid value: 0: must be specified for an update',
  );
});

test('API-23: unmet preconditions of a deletion name the Kind', () => {
  const { create, ask } = server();
  const { uid } = create(podManifest('p'), 'Pod').metadata;
  const options = { preconditions: { uid: 'other' } };
  expect(messageOf(ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'p', options }))).toBe(
    `409 Conflict: Operation cannot be fulfilled on Pod "p": the UID in the precondition (other) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
  );
});

test('API-24: body and URL must name the same object', () => {
  const { create, ask } = server();
  create(configMap('b'));
  expect(
    messageOf(ask({ verb: 'update', kind: 'ConfigMap', namespace: 'default', name: 'b', body: configMap('a') })),
  ).toBe('400 BadRequest: the name of the object (a) does not match the name on the URL (b)');
  expect(
    messageOf(
      ask({ verb: 'create', kind: 'ConfigMap', namespace: 'default', body: configMap('a', { namespace: 'x' }) }),
    ),
  ).toBe('400 BadRequest: the namespace of the provided object does not match the namespace sent on the request');
});

test('API-32: a missing object; API-34: a duplicate one', () => {
  const { create, ask } = server();
  expect(messageOf(ask({ verb: 'get', kind: 'StatefulSet', namespace: 'default', name: 'web' }))).toBe(
    '404 NotFound: statefulsets.apps "web" not found',
  );
  create(configMap('a'));
  expect(messageOf(ask({ verb: 'create', kind: 'ConfigMap', namespace: 'default', body: configMap('a') }))).toBe(
    '409 AlreadyExists: configmaps "a" already exists',
  );
});

test('API-35: a duplicate of a terminating object', () => {
  const { create, ask } = server();
  create(configMap('a', { finalizers: ['example.com/hold'] }));
  ask({ verb: 'delete', kind: 'ConfigMap', namespace: 'default', name: 'a' });
  expect(messageOf(ask({ verb: 'create', kind: 'ConfigMap', namespace: 'default', body: configMap('a') }))).toBe(
    '409 AlreadyExists: object is being deleted: configmaps "a" already exists',
  );
});

test('API-49, DEL-9: a ConfigMap is deleted with a Status, a Pod with the object', () => {
  const { create, ask } = server();
  const { uid } = create(configMap('a')).metadata;
  expect(ask({ verb: 'delete', kind: 'ConfigMap', namespace: 'default', name: 'a' }).body).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name: 'a', kind: 'configmaps', uid },
  });
  create(podManifest('p'), 'Pod');
  expect(ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'p' }).body.kind).toBe('Pod');
});

const bind = (name: string): ApiRequest => ({
  verb: 'create',
  kind: 'Pod',
  namespace: 'default',
  name,
  subresource: 'binding',
  body: { target: { kind: 'Node', name: 'node-1' } },
});

const deletion = (gracePeriodSeconds?: number): ApiRequest => ({
  verb: 'delete',
  kind: 'Pod',
  namespace: 'default',
  name: 'p',
  options: gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds },
});

test('SUB-3: a binding sets the node and PodScheduled, API-5: without a new generation', () => {
  const { create, ask, store } = server();
  create(podManifest('p'), 'Pod');
  expect(ask(bind('p')).code).toBe(201);
  const pod = store.get('Pod', 'default/p');
  expect(pod?.spec.nodeName).toBe('node-1');
  expect(pod?.metadata.generation).toBe(1);
  expect(pod?.status.conditions).toMatchObject([{ type: 'PodScheduled', status: 'True', lastProbeTime: null }]);
  expect(messageOf(ask(bind('p')))).toContain('pod p is already assigned to node "node-1"');
});

test('DEL-3, DEL-4: an unscheduled Pod goes at once, a scheduled one gets its grace period', () => {
  const { create, ask, store } = server();
  create(podManifest('p'), 'Pod');
  ask(deletion());
  expect(store.get('Pod', 'default/p')).toBeUndefined();
  create(podManifest('p', { terminationGracePeriodSeconds: 10 }), 'Pod');
  ask(bind('p'));
  const answered = ask(deletion());
  const marked = { deletionTimestamp: '2026-01-01T00:00:10Z', deletionGracePeriodSeconds: 10, generation: 2 };
  expect(answered).toMatchObject({ code: 200, body: { kind: 'Pod', metadata: marked } });
  expect(store.get('Pod', 'default/p')?.metadata).toMatchObject(marked);
  const last = store.log.changes.at(-1);
  expect([last?.kind, last?.before === undefined, last?.after === undefined]).toEqual(['Pod', false, false]);
  expect(ask(bind('p'))).toMatchObject({ code: 409 });
});

test('DEL-2: what is no Pod is deleted at once, whatever grace is asked for', () => {
  const { create, ask, store } = server();
  create(configMap('a'));
  ask({ verb: 'delete', kind: 'ConfigMap', namespace: 'default', name: 'a', options: { gracePeriodSeconds: 30 } });
  expect(store.get('ConfigMap', 'default/a')).toBeUndefined();
});

test('DEL-11: a Pod that is being deleted is not bound any more, and one that is bound not again', () => {
  const { create, ask } = server();
  create({ ...podManifest('p'), metadata: { name: 'p', finalizers: ['example.com/hold'] } }, 'Pod');
  ask(deletion());
  const refused = '409 Conflict: Operation cannot be fulfilled on pods/binding "p": pod p';
  expect(ask(bind('p'))).toMatchObject({ code: 409 });
  expect(messageOf(ask(bind('p')))).toBe(`${refused} is being deleted, cannot be assigned to a host`);
  create(podManifest('q'), 'Pod');
  ask(bind('q'));
  expect(messageOf(ask(bind('q')))).toBe(
    `${refused.replaceAll('p"', 'q"').replace('pod p', 'pod q')} is already assigned to node "node-1"`,
  );
});

test('DEF-7: the admission that is on: a token and tolerations for Pods, finalizers for claims, nothing in a namespace that is not there', () => {
  const { create, ask, store } = server();
  create(podManifest('p'), 'Pod');
  const { spec } = store.get('Pod', 'default/p') ?? {};
  expect([
    spec?.serviceAccountName,
    spec?.priority,
    spec?.tolerations?.map(({ tolerationSeconds }) => tolerationSeconds),
  ]).toEqual(['default', 0, [300, 300]]);
  const resources = { requests: { storage: '1Gi' } };
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'c' } };
  create({ ...claim, spec: { accessModes: ['ReadWriteOnce'], resources } }, 'PersistentVolumeClaim');
  expect(store.get('PersistentVolumeClaim', 'default/c')?.metadata.finalizers).toEqual([
    'kubernetes.io/pvc-protection',
  ]);
  const elsewhere = { verb: 'create', kind: 'ConfigMap', namespace: 'nowhere', body: configMap('a') } as const;
  expect(messageOf(ask(elsewhere))).toBe('404 NotFound: namespaces "nowhere" not found');
});

test('DEL-5: a second deletion only shortens the grace; API-8: without a new generation', () => {
  const { create, ask, store } = server();
  create(podManifest('p', { terminationGracePeriodSeconds: 30 }), 'Pod');
  ask(bind('p'));
  ask(deletion());
  const { revision } = store;
  ask(deletion());
  ask(deletion(60));
  expect(store.revision).toBe(revision);
  store.nowMs = 2000;
  ask(deletion(10));
  const shortened = { deletionTimestamp: '2026-01-01T00:00:10Z', deletionGracePeriodSeconds: 10, generation: 2 };
  expect(store.get('Pod', 'default/p')?.metadata).toMatchObject(shortened);
  store.nowMs = 9000;
  ask(deletion(5));
  expect(store.get('Pod', 'default/p')?.metadata).toMatchObject({
    deletionTimestamp: '2026-01-01T00:00:09Z',
    deletionGracePeriodSeconds: 1,
  });
});

test('DEL-6: a force deletion of a running Pod marks it; asked once more, it is gone', () => {
  const { create, ask, store } = server();
  create(podManifest('p'), 'Pod');
  ask(bind('p'));
  ask(deletion(0));
  expect(store.get('Pod', 'default/p')?.metadata.deletionGracePeriodSeconds).toBe(0);
  ask(deletion(0));
  expect(store.get('Pod', 'default/p')).toBeUndefined();
});

test('DEL-2, DEL-7, DEL-8, DEL-10: a finalizer holds an object until it is taken away, deleting it again is no error', () => {
  const { create, ask, store } = server();
  create(configMap('a', { finalizers: ['example.com/hold'] }));
  const target = { kind: 'ConfigMap', namespace: 'default', name: 'a' } as const;
  ask({ verb: 'delete', ...target });
  expect(store.get('ConfigMap', 'default/a')?.metadata).toMatchObject({
    deletionGracePeriodSeconds: 0,
    deletionTimestamp: '2026-01-01T00:00:00Z',
  });
  expect(ask({ verb: 'delete', ...target }).code).toBe(200);
  ask({ verb: 'patch', ...target, patchType: 'merge', body: { metadata: { finalizers: null } } });
  expect(store.get('ConfigMap', 'default/a')).toBeUndefined();
});

test('SUB-2: the scale subresource reads and writes replicas', () => {
  const { create, ask, store } = server();
  create(set(2), 'StatefulSet');
  const target = { kind: 'StatefulSet', namespace: 'default', name: 'web', subresource: 'scale' } as const;
  expect(ask({ verb: 'get', ...target }).body).toMatchObject({
    kind: 'Scale',
    spec: { replicas: 2 },
    status: { selector: 'app=web' },
  });
  ask({ verb: 'patch', ...target, patchType: 'merge', body: { spec: { replicas: 5 } } });
  expect(store.get('StatefulSet', 'default/web')?.spec.replicas).toBe(5);
  expect(messageOf(ask({ verb: 'patch', ...target, patchType: 'merge', body: { spec: { replicas: -1 } } }))).toBe(
    '422 Invalid: Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  );
});

test('PATCH-10: a dry run answers as the real one and stores nothing', () => {
  const { ask, store } = server();
  const answered = ask({ verb: 'create', kind: 'ConfigMap', namespace: 'default', body: configMap('a'), dryRun: true });
  expect(answered.code).toBe(201);
  expect(store.get('ConfigMap', 'default/a')).toBeUndefined();
});

test('GC-3, GC-4: the policies of a deletion leave their finalizers', () => {
  const { create, ask, store } = server();
  create(set(1), 'StatefulSet');
  const target = { verb: 'delete', kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;
  ask({ ...target, options: { propagationPolicy: 'Foreground' } });
  expect(store.get('StatefulSet', 'default/web')?.metadata).toMatchObject({
    finalizers: ['foregroundDeletion'],
    generation: 2,
  });
  ask({ ...target, options: { propagationPolicy: 'Orphan' } });
  expect(store.get('StatefulSet', 'default/web')?.metadata.finalizers).toEqual(['orphan']);
});

test('GC-7: a later deletion may choose another policy; without one the first stands; of a Pod that goes it changes nothing', () => {
  const { create, ask, store } = server();
  create(set(1), 'StatefulSet');
  const target = { kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;
  const finalizers = (): unknown => store.get('StatefulSet', 'default/web')?.metadata.finalizers;
  ask({ verb: 'delete', ...target, options: { propagationPolicy: 'Foreground' } });
  ask({ verb: 'delete', ...target });
  expect(finalizers()).toEqual(['foregroundDeletion']);
  ask({ verb: 'delete', ...target, options: { propagationPolicy: 'Orphan' } });
  expect(finalizers()).toEqual(['orphan']);
  ask({ verb: 'delete', ...target, options: { propagationPolicy: 'Foreground' } });
  expect(finalizers()).toEqual(['foregroundDeletion']);
  create(podManifest('p'), 'Pod');
  ask(bind('p'));
  ask(deletion());
  const pod = { kind: 'Pod', namespace: 'default', name: 'p' } as const;
  ask({ verb: 'delete', ...pod, options: { propagationPolicy: 'Orphan' } });
  expect(store.get('Pod', 'default/p')?.metadata.finalizers).toBeUndefined();
});

test('NODE-1: a Lease shows its last renewal when it is read', () => {
  const { ask, store } = server();
  const renewTime = (): unknown => {
    const { body } = ask({ verb: 'get', kind: 'Lease', namespace: 'kube-node-lease', name: 'node-1' });
    return 'spec' in body && 'renewTime' in body.spec ? body.spec.renewTime : undefined;
  };
  const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'node-1' } };
  const body = { ...lease, spec: { holderIdentity: 'node-1' } };
  ask({ verb: 'create', kind: 'Lease', namespace: 'kube-node-lease', body });
  store.nowMs = 27_000;
  expect(renewTime()).toBe('2026-01-01T00:00:20.000000Z');
});
