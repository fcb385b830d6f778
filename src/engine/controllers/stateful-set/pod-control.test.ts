import { expect, test } from 'vitest';
import type { ApiComponent, Client } from '../../component.ts';
import { createRig } from '../../testing/rig.ts';
import type { Rig } from '../../testing/rig.ts';
import { createSimpleKubelet } from '../../testing/simple-kubelet.ts';
import {
  merge,
  podNamed,
  podNames,
  putPhase,
  setEvents,
  setOf,
  webSet,
  withClaims,
  withImage,
} from '../../testing/web-set.ts';
import { deletePod, repairPod } from './pod-control.ts';
import { createStatefulSetController } from './stateful-set.ts';

const rig = (): Rig => createRig([createStatefulSetController(), createSimpleKubelet()]);

const claim = (name: string, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, ...metadata },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
});

const namesOf = (rig: Rig, kind: 'PersistentVolumeClaim') => rig.view.list(kind).map(({ metadata }) => metadata.name);

test('STS-EV-1, STS-EV-4, STS-EV-8, STS-CREATE-4, STS-COND-4: what was made and deleted is said', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(1, withClaims()));
  cluster.advanceTo(10_000);
  merge(cluster, 'StatefulSet', 'web', { spec: { replicas: 0 } });
  cluster.advanceTo(20_000);
  expect(setEvents(cluster)).toEqual([
    'Normal SuccessfulCreate Create Claim data-web-0 Pod web-0 in StatefulSet web success',
    'Normal SuccessfulCreate Create Pod web-0 in StatefulSet web successful',
    'Normal SuccessfulDelete Delete Pod web-0 in StatefulSet web successful',
  ]);
});

test('STS-PVC-4: a claim that is being deleted keeps its Pod from being created, until it has gone', () => {
  const cluster = rig();
  cluster.create('PersistentVolumeClaim', claim('data-web-0', { finalizers: ['example.com/hold'] }));
  cluster.ask({ verb: 'delete', kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data-web-0' });
  cluster.create('StatefulSet', webSet(1, withClaims()));
  cluster.advanceTo(3000);
  expect(podNames(cluster)).toEqual([]);
  expect(setEvents(cluster)).toEqual([
    'Warning FailedCreate Create Pod web-0 in StatefulSet web failed error: pvc data-web-0 is being deleted',
  ]);
  const before = cluster.view.get('PersistentVolumeClaim', 'default/data-web-0')?.metadata.uid;
  merge(cluster, 'PersistentVolumeClaim', 'data-web-0', { metadata: { finalizers: null } });
  cluster.advanceTo(10_000);
  expect(podNames(cluster)).toEqual(['web-0']);
  expect(cluster.view.get('PersistentVolumeClaim', 'default/data-web-0')?.metadata.uid).not.toBe(before);
});

test('STS-PVC-7, STS-REP-4: a claim deleted under a Pending Pod comes back with the next sync', () => {
  for (const podManagementPolicy of ['OrderedReady', 'Parallel']) {
    const cluster = rig();
    cluster.create('StatefulSet', webSet(1, { ...withClaims(), ...withImage('nginx:broken'), podManagementPolicy }));
    cluster.advanceTo(5000);
    cluster.ask({ verb: 'delete', kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data-web-0' });
    merge(cluster, 'PersistentVolumeClaim', 'data-web-0', { metadata: { finalizers: null } });
    expect(namesOf(cluster, 'PersistentVolumeClaim')).toEqual([]);
    merge(cluster, 'StatefulSet', 'web', { metadata: { labels: { looked: 'at' } } });
    cluster.advanceTo(6000);
    expect(namesOf(cluster, 'PersistentVolumeClaim')).toEqual(['data-web-0']);
    expect(podNames(cluster)).toEqual(['web-0']);
  }
});

const labelRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

const refusedClaims = {
  volumeClaimTemplates: ['data', 'logs'].map((name) => ({
    metadata: { name, labels: { tier: 'not a value!' } },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  })),
};

test('STS-CREATE-1, STS-EV-2, STS-EV-9, STS-EV-13: a refused claim is said of the claim and of the Pod, which is not created', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(1, refusedClaims));
  cluster.advanceTo(100);
  const why = (name: string) =>
    `PersistentVolumeClaim "${name}-web-0" is invalid: metadata.labels: Invalid value: "not a value!": ${labelRule}`;
  const all = ['data', 'logs'].map((name) => `failed to create PVC ${name}-web-0: ${why(name)}`);
  expect(setEvents(cluster)).toEqual([
    `Warning FailedCreate Create Claim data-web-0 for Pod web-0 in StatefulSet web failed error: ${why('data')}`,
    `Warning FailedCreate Create Claim logs-web-0 for Pod web-0 in StatefulSet web failed error: ${why('logs')}`,
    `Warning FailedCreate Create Pod web-0 in StatefulSet web failed error: [${all.join(', ')}]`,
  ]);
  expect(podNames(cluster)).toEqual([]);
});

test('STS-EV-13b: claims that a Pending Pod lacks are said to fail, the Pod is not', () => {
  const cluster = rig();
  cluster.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', labels: { app: 'web' } },
    spec: { containers: [{ name: 'nginx', image: 'nginx:broken' }] },
  });
  cluster.create('StatefulSet', webSet(1, { ...refusedClaims, updateStrategy: { type: 'OnDelete' } }));
  cluster.advanceTo(100);
  const reasons = setEvents(cluster).map((text) => /^Warning FailedCreate Create (Claim \S+|Pod)/.exec(text)?.[1]);
  expect(reasons).toEqual(['Claim data-web-0', 'Claim logs-web-0']);
});

test('STS-EV-2, STS-CREATE-4: a Pod the server refuses', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(1, withImage('nginx:1.25', { serviceAccountName: 'nobody' })));
  cluster.advanceTo(100);
  expect(setEvents(cluster)).toEqual([
    'Warning FailedCreate Create Pod web-0 in StatefulSet web failed error: pods "web-0" is forbidden: ' +
      'error looking up service account default/nobody: serviceaccount "nobody" not found',
  ]);
});

test('STS-CREATE-3: a name that is taken gives no Event, and no claim an owner', () => {
  const cluster = rig();
  cluster.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0' },
    spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }] },
  });
  cluster.create('StatefulSet', webSet(1, withClaims()));
  cluster.advanceTo(5000);
  expect(setEvents(cluster)).toEqual([
    'Normal SuccessfulCreate Create Claim data-web-0 Pod web-0 in StatefulSet web success',
  ]);
  expect(cluster.view.get('PersistentVolumeClaim', 'default/data-web-0')?.metadata.ownerReferences).toBeUndefined();
});

test('STS-DELETE-1: the Pod’s own grace counts', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(1, withImage('nginx:1.25', { terminationGracePeriodSeconds: 7 })));
  cluster.advanceTo(5000);
  merge(cluster, 'StatefulSet', 'web', { spec: { replicas: 0 } });
  cluster.advanceTo(5500);
  expect(podNamed(cluster, 'web-0').metadata).toMatchObject({
    deletionGracePeriodSeconds: 7,
    deletionTimestamp: '2026-01-01T00:00:12Z',
  });
});

/** Does something with a client once a ConfigMap is created. */
function doing(act: (client: Client) => void): ApiComponent {
  return {
    name: 'statefulset-controller',
    sees: 'api',
    watches: ['ConfigMap'],
    wakeDelayMs: 1,
    wakes: ({ key }) => [key],
    reconcile: (_key, client) => {
      act(client);
      return undefined;
    },
  };
}

function perform(act: (client: Client, cluster: Rig) => void): Rig {
  const cluster: Rig = createRig([doing((client) => act(client, cluster))]);
  cluster.create('StatefulSet', webSet(1, withClaims()));
  cluster.create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', labels: { app: 'web' } },
    spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }] },
  });
  cluster.create('ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'go' } });
  cluster.advanceTo(100);
  return cluster;
}

test('STS-DELETE-1: a Pod that has gone already counts as deleted', () => {
  const errors: unknown[] = [];
  const cluster = perform((client, { view, ask }) => {
    const pod = view.get('Pod', 'default/web-0');
    ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name: 'web-0', options: { gracePeriodSeconds: 0 } });
    const set = view.get('StatefulSet', 'default/web');
    if (set && pod) errors.push(deletePod(set, pod, 'STS-COND-4', client));
  });
  expect(errors).toEqual([undefined]);
  expect(setEvents(cluster)).toEqual(['Normal SuccessfulDelete Delete Pod web-0 in StatefulSet web successful']);
});

test('STS-EV-5: a deletion that fails', () => {
  const cluster = perform((client, rigged) => {
    const status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'no',
      code: 500,
    } as const;
    const failing = new Proxy(client, {
      get(target, name) {
        if (name === 'delete') return () => ({ ok: false, status });
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    expect(deletePod(setOf(rigged), podNamed(rigged, 'web-0'), 'STS-COND-4', failing)).toEqual({ error: 'no' });
  });
  expect(setEvents(cluster)).toEqual(['Warning FailedDelete Delete Pod web-0 in StatefulSet web failed error: no']);
});

test('STS-REPAIR-3, STS-EV-7: volumes of a Pod cannot be put right; its claims are made all the same', () => {
  const errors: unknown[] = [];
  const cluster = perform((client, rigged) => {
    errors.push(repairPod(setOf(rigged), 0, podNamed(rigged, 'web-0'), client));
  });
  expect(namesOf(cluster, 'PersistentVolumeClaim')).toEqual(['data-web-0']);
  const [created, failed = ''] = setEvents(cluster);
  expect(created).toBe('Normal SuccessfulCreate Create Claim data-web-0 Pod web-0 in StatefulSet web success');
  expect(failed).toMatch(
    /^Warning FailedUpdate Update Pod web-0 in StatefulSet web failed error: Pod "web-0" is invalid: spec: Forbidden: /,
  );
  expect(errors).toEqual([{ error: failed.slice(failed.indexOf('Pod "web-0" is')) }]);
});

test('STS-REPAIR-3, STS-EV-6: labels are put right, but not before the Pod is Ready', () => {
  const cluster = rig();
  cluster.create('StatefulSet', webSet(1, withImage('nginx:broken')));
  cluster.advanceTo(5000);
  const labels = { 'statefulset.kubernetes.io/pod-name': null, 'apps.kubernetes.io/pod-index': null };
  merge(cluster, 'Pod', 'web-0', { metadata: { labels } });
  cluster.advanceTo(6000);
  expect(podNamed(cluster, 'web-0').metadata.labels).not.toHaveProperty('apps.kubernetes.io/pod-index');
  putPhase(cluster, 'web-0', 'Running', 'True');
  cluster.advanceTo(10_000);
  expect(podNamed(cluster, 'web-0').metadata.labels).toMatchObject({
    'statefulset.kubernetes.io/pod-name': 'web-0',
    'apps.kubernetes.io/pod-index': '0',
  });
  expect(setEvents(cluster).at(-1)).toBe('Normal SuccessfulUpdate Update Pod web-0 in StatefulSet web successful');
});
