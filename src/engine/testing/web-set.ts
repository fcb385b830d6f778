// The StatefulSet `web` of the controllers' rule tests: its manifest, its changes, and what is read of it afterwards.
import type { StatefulSet } from '../kinds/stateful-set.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Rig } from './rig.ts';

/** The manifest; `more` goes into the spec, `metadata` beside the name. */
export const webSet = (replicas: number, more: object = {}, metadata: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web', ...metadata },
  spec: {
    replicas,
    serviceName: 'web',
    selector: { matchLabels: { app: 'web' } },
    ...withImage('nginx:1.25'),
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    ...more,
  },
});

/** A Pod template of one container; `more` goes into the Pod's spec. An image that says `broken` never becomes Ready. */
export const withImage = (image: string, more: object = {}) => ({
  template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image }], ...more } },
});

/** One claim template `data`. */
export const withClaims = (spec: object = {}) => ({
  volumeClaimTemplates: [
    {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
    },
  ],
});

/** Merges into an object of the namespace `default`; throws what the server answered. */
export function merge(rig: Rig, kind: 'StatefulSet' | 'Pod' | 'PersistentVolumeClaim', name: string, body: object) {
  const { code, body: answered } = rig.ask({
    verb: 'patch',
    kind,
    namespace: 'default',
    name,
    patchType: 'merge',
    body,
  });
  if (code !== 200) throw new Error(JSON.stringify(answered));
}

/** Puts a Pod's phase and its condition Ready, as a kubelet would. */
export function putPhase(rig: Rig, name: string, phase: string, ready: 'True' | 'False' = 'False'): void {
  const pod = podNamed(rig, name);
  const status = { ...pod.status, phase, conditions: [{ type: 'Ready', status: ready }] };
  const body = { ...pod, status };
  const target = { verb: 'update', kind: 'Pod', namespace: 'default', name, subresource: 'status' } as const;
  const { code, body: answered } = rig.ask({ ...target, body });
  if (code !== 200) throw new Error(JSON.stringify(answered));
}

export function setOf(rig: Rig): StatefulSet {
  const set = rig.view.get('StatefulSet', 'default/web');
  if (!set) throw new Error('the set is gone');
  return set;
}

export function podNamed(rig: Rig, name: string): Pod {
  const pod = rig.view.get('Pod', `default/${name}`);
  if (!pod) throw new Error(`${name} is not there`);
  return pod;
}

/** Names of the Pods there are. */
export const podNames = (rig: Rig): readonly string[] => rig.view.list('Pod').map(({ metadata }) => metadata.name);

/** The set's Events, oldest first: `type reason message`. */
export const setEvents = (rig: Rig): readonly string[] =>
  rig.view.eventsAbout(setOf(rig).metadata.uid).map(({ type, reason, message }) => [type, reason, message].join(' '));

/** What the controller did to Pods after a revision: `+0` created, `x0` deleted, `~0` changed. */
export const actsOf = (rig: Rig, since = 0): string =>
  rig
    .changes()
    .flatMap((it) => {
      if (it.kind !== 'Pod' || it.actor !== 'statefulset-controller' || it.revision <= since) return [];
      const sign = !it.before ? '+' : it.after?.metadata.deletionTimestamp !== undefined || !it.after ? 'x' : '~';
      return [`${sign}${it.key.slice(it.key.lastIndexOf('-') + 1)}`];
    })
    .filter((act, at, all) => act !== all[at - 1])
    .join(' ');

/** The set's status writes after a revision, in the notation of section 5.9: `g: r/ready/cur/upd`. */
export const statusesOf = (rig: Rig, since = 0): readonly string[] =>
  rig.changes().flatMap((it) => {
    if (it.kind !== 'StatefulSet' || it.revision <= since || !it.after || it.before?.status === it.after.status)
      return [];
    const { observedGeneration: g = 0, replicas, readyReplicas, currentReplicas, updatedReplicas } = it.after.status;
    return [
      `${g}: ${[replicas, readyReplicas, currentReplicas, updatedReplicas].map((count) => count ?? 0).join('/')}`,
    ];
  });

/** Asks for a Pod to be deleted. */
export const deletePodNamed = (rig: Rig, name: string, options: object = {}): void =>
  void rig.ask({ verb: 'delete', kind: 'Pod', namespace: 'default', name, options });

/** A finalizer that keeps a Pod in place while it terminates; `null` takes it away. */
export const holdPod = (rig: Rig, name: string, finalizer: string | null = 'example.com/hold'): void =>
  merge(rig, 'Pod', name, { metadata: { finalizers: finalizer === null ? null : [finalizer] } });
