// Small valid objects for the tests of this room, to be changed in the part that a test is about.
import type { ObjectMeta } from '../meta.ts';
import type { PersistentVolumeClaim } from '../persistent-volume-claim.ts';
import type { Container, Pod } from '../pod.ts';
import type { Service } from '../service.ts';
import type { StatefulSet } from '../stateful-set.ts';

export const metadata: ObjectMeta = {
  name: 'web',
  namespace: 'default',
  uid: 'u',
  resourceVersion: '1',
  creationTimestamp: '2026-01-01T00:00:00Z',
};

export const container: Container = { name: 'main', image: 'nginx:1.25' };

export const pod = (spec: Partial<Pod['spec']> = {}, meta: Partial<ObjectMeta> = {}): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { ...metadata, ...meta },
  spec: { containers: [container], ...spec },
  status: {},
});

export const template: StatefulSet['spec']['template'] = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [container] },
};

export const statefulSet = (spec: Partial<StatefulSet['spec']> = {}, meta: Partial<ObjectMeta> = {}): StatefulSet => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { ...metadata, ...meta },
  spec: { selector: { matchLabels: { app: 'web' } }, template, ...spec },
  status: { replicas: 0, availableReplicas: 0 },
});

export const service = (spec: Service['spec'] = {}): Service => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata,
  spec: { ports: [{ port: 80 }], ...spec },
  status: {},
});

export const claim = (
  spec: PersistentVolumeClaim['spec'] = {},
  status: PersistentVolumeClaim['status'] = {},
): PersistentVolumeClaim => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata,
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
  status,
});
