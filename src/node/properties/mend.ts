// Mends all that a story broke, as a careful person would: machines, cordons and taints, what the sets ask for, then Pods that
// cannot mend themselves.
import type { Cluster, HttpRequest, Pod, ReplicaSet, StatefulSet } from '../../engine/index.ts';
import { create, patch, paths, remove } from './deeds.ts';
import { isHealthy, isTerminal, rangeOf } from './order.ts';
import { ask } from './play.ts';
import { brokenImages, classNames, nodeNames } from './story.ts';
import type { Story } from './story.ts';

const namespace = 'default';

/** Mends machines, nodes and wishes; what takes time is left to `tend`. */
export function mend(cluster: Cluster, story: Story): void {
  for (const node of nodeNames) mendNode(cluster, node);
  for (const storageClass of classNames) {
    for (const work of ['provisioning', 'attach'] as const) cluster.strike({ kind: 'mend', work, storageClass });
  }
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 0 } };
  ask(cluster, patch(paths.set, { spec: { template: mended(setOf(story)), updateStrategy } }));
  mendFront(cluster);
  for (const { metadata } of cluster.head.list('PersistentVolumeClaim', namespace)) {
    cluster.strike({ kind: 'mend', claim: `${namespace}/${metadata.name}` });
  }
  for (const { metadata } of cluster.head.list('Pod', namespace)) {
    cluster.strike({ kind: 'ready', pod: `${namespace}/${metadata.name}` });
  }
  tend(cluster, story);
}

function mendNode(cluster: Cluster, node: string): void {
  // What weighs on a node without Pods to drive out ends with a reboot.
  if (cluster.head.machine(node)?.pressure) cluster.strike({ kind: 'power-off', node });
  for (const kind of ['power-on', 'heal', 'start-kubelet'] as const) cluster.strike({ kind, node });
  const known = cluster.head.get('Node', node);
  if (!known) return;
  const taints = (known.spec.taints ?? []).filter(({ key }) => !taintsOfPeople.has(key));
  ask(cluster, patch(`${paths.nodes}/${node}`, { spec: { unschedulable: false, taints } }));
}

const taintsOfPeople: ReadonlySet<string> = new Set(['example.com/mine', 'node.kubernetes.io/out-of-service']);

const setOf = ({ setting }: Story): StatefulSet =>
  setting.documents.find((document) => 'kind' in document && document.kind === 'StatefulSet') as StatefulSet;

/** Its template with an image that works, and without a wish of its Pods to be apart: there may be more of them than nodes. */
function mended({ spec: { template } }: StatefulSet): object {
  const containers = template.spec.containers.map((container) => ({ ...container, image: 'plain' }));
  return { ...template, spec: { ...template.spec, containers, affinity: null, topologySpreadConstraints: null } };
}

/** Of Pods on several nodes that share the disk of one, some would wait for ever: there are to be none. */
function mendFront(cluster: Cluster): void {
  const { head } = cluster;
  const found = [
    ...head.list('Deployment', namespace).map((it) => [paths.deployment, it] as const),
    ...head.list('ReplicaSet', namespace).map((it) => [`${paths.replicaSets}/${it.metadata.name}`, it] as const),
  ];
  for (const [path, { kind, metadata, spec }] of found) {
    if (metadata.ownerReferences !== undefined) continue;
    const isShared = spec.template.spec.volumes?.some((volume) => volume.persistentVolumeClaim) ?? false;
    const containers = spec.template.spec.containers.map((container) => ({ ...container, image: 'plain' }));
    const template = { spec: { containers, affinity: null, topologySpreadConstraints: null } };
    const replicas = isShared ? { replicas: 0 } : {};
    // The Pods of an old template that want to be apart may leave no node to those of a new one.
    const going =
      kind === 'Deployment' && !isShared ? { paused: false, strategy: { type: 'Recreate', rollingUpdate: null } } : {};
    ask(cluster, patch(path, { spec: { template, ...replicas, ...going } }));
  }
}

/** What a person does again and again until it is no longer needed; false when it was not. */
export function tend(cluster: Cluster, story: Story): boolean {
  const needed = [
    ...missingNodes(cluster),
    ...missingSet(cluster, story),
    ...unmendable(cluster),
    ...released(cluster),
  ];
  for (const act of needed) act();
  return needed.length > 0;
}

type Act = () => void;

/** A Node that a person deleted is made again as it was at the start (NODE-11). */
function missingNodes(cluster: Cluster): readonly Act[] {
  const missing = nodeNames.filter((node) => !cluster.head.get('Node', node));
  if (missing.length === 0) return [];
  const start = cluster.viewAt({ ms: 0, revision: cluster.startRevision });
  return missing
    .flatMap((name) => start.get('Node', name) ?? [])
    .map((node) => {
      const { name, labels, annotations } = node.metadata;
      const again = { ...node, metadata: { name, labels, annotations } };
      return () => ask(cluster, create(paths.nodes, again));
    });
}

function missingSet(cluster: Cluster, story: Story): readonly Act[] {
  const standing = cluster.head.get('StatefulSet', `${namespace}/web`);
  if (standing) return isForgotten(standing, cluster) ? [() => touch(cluster)] : [];
  const set = setOf(story);
  const { replicas = 1, ...spec } = set.spec;
  const wished = {
    ...set,
    spec: { ...spec, replicas, template: mended(set), updateStrategy: { type: 'RollingUpdate' } },
  };
  return [() => ask(cluster, create(paths.sets, wished))];
}

/** STS-STALE-1: a set that skipped a Pod for its old claim is not told when that has gone. */
function isForgotten(set: StatefulSet, cluster: Cluster): boolean {
  if (!cluster.isSettled()) return false;
  const pods = cluster.head.list('Pod', namespace).map(({ metadata }) => metadata.name);
  return rangeOf(set).some((ordinal) => !pods.includes(`web-${ordinal}`));
}

const touch = (cluster: Cluster): void =>
  ask(cluster, patch(paths.set, { metadata: { annotations: { 'example.com/touched': `at ${cluster.nowMs} ms` } } }));

/**
 * Pods and ReplicaSets of nobody, which hold names and room, and Pods of broken or outdated templates, which stop an ordered set
 * for ever (STS-OWN-8, STS-STUCK-1).
 */
function unmendable(cluster: Cluster): readonly Act[] {
  const { head } = cluster;
  const sets = head.list('ReplicaSet', namespace).filter((set) => isStray(set));
  const all = head.list('Pod', namespace);
  const set = head.get('StatefulSet', `${namespace}/web`);
  const isFull = all.some(({ status }) => status.conditions?.some(({ reason }) => reason === 'Unschedulable'));
  const pods = all.filter((pod) => isUnmendable(pod, set, isFull));
  const requests: readonly HttpRequest[] = [
    ...sets.map(({ metadata }) => remove(`${paths.replicaSets}/${metadata.name}`)),
    ...pods.map(({ metadata }) => remove(`${paths.pods}/${metadata.name}`)),
  ];
  return requests.map((request) => () => ask(cluster, request));
}

const isStray = ({ metadata }: ReplicaSet): boolean =>
  metadata.name !== 'front' && metadata.deletionTimestamp === undefined && metadata.ownerReferences === undefined;

/** `isFull`: a Pod finds no node, perhaps because those of an outdated template want to be apart from it. */
function isUnmendable(pod: Pod, set: StatefulSet | undefined, isFull: boolean): boolean {
  const { metadata, spec } = pod;
  if (metadata.deletionTimestamp !== undefined) return false;
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  const isBroken = spec.containers.some(({ image }) => brokenImages.has(image ?? ''));
  if (!owner || isBroken || isTerminal(pod)) return true;
  // A person gave a member of the set the labels of others, who keep it and its name.
  if (owner.kind !== 'StatefulSet') return (isFull && wantsRoom(pod)) || /^web-\d+$/.test(metadata.name);
  if (!set) return false;
  const isOutdated = metadata.labels?.['controller-revision-hash'] !== set.status.updateRevision;
  return owner.uid !== set.metadata.uid || (isOutdated && (isFull || !isHealthy(pod)));
}

const wantsRoom = ({ spec }: Pod): boolean => Boolean(spec.affinity ?? spec.topologySpreadConstraints);

/** Volumes made by hand are free again when a person says so. */
function released(cluster: Cluster): readonly Act[] {
  return cluster.head
    .list('PersistentVolume')
    .filter(({ spec, status }) => spec.local !== undefined && status.phase === 'Released')
    .map(
      ({ metadata }) =>
        () =>
          ask(cluster, patch(`${paths.volumes}/${metadata.name}`, { spec: { claimRef: null } })),
    );
}
