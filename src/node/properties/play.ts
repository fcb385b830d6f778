// Plays a story on a cluster: its deeds as requests and faults, and the repair after which every set must come to rest.
import { createCluster, isStatus } from '../../engine/index.ts';
import type { Answer, ApiRequest, Cluster, Kind } from '../../engine/index.ts';
import { brokenImages, nodeName, nodeNames, optionsOf, service, setOf, storageClass } from './story.ts';
import type { Deed, Shape, Story } from './story.ts';

/** How time passes between deeds; the default runs straight to the instant. */
export type Pass = (cluster: Cluster, ms: number) => void;

const straight: Pass = (cluster, ms) => void cluster.advanceTo(ms);

/** A cluster with the story's set just applied, at 0 ms. */
export function begin({ shape }: Story): Cluster {
  const cluster = createCluster(optionsOf(shape));
  mustCreate(cluster, 'StorageClass', storageClass);
  mustCreate(cluster, 'Service', service, 'default');
  mustCreate(cluster, 'StatefulSet', setOf(shape), 'default');
  return cluster;
}

/** Plays the story's steps that begin after `sinceMs`, and the time after them; gives the cluster. */
export function play(
  story: Story,
  cluster: Cluster = begin(story),
  pass: Pass = straight,
  untilMs: number = lengthMs(story) + restMs,
): Cluster {
  const sinceMs = cluster.nowMs;
  let atMs = 0;
  for (const { afterMs, deed } of story.steps) {
    atMs += afterMs;
    if (atMs > untilMs) break;
    // A cluster taken up at an instant has seen all that was done at it.
    if (sinceMs > 0 && atMs <= sinceMs) continue;
    pass(cluster, atMs);
    perform(cluster, story.shape, deed);
  }
  pass(cluster, untilMs);
  return cluster;
}

const restMs = 5000;

/** From the start to the last step. */
export const lengthMs = ({ steps }: Story): number => steps.reduce((sum, { afterMs }) => sum + afterMs, 0);

/** Does one thing; what the API server refuses is no failure, an error of its own is. */
export function perform(cluster: Cluster, shape: Shape, deed: Deed): void {
  if (deed.do === 'strike') return void cluster.strike(deed.fault);
  ask(cluster, requestOf(shape, deed));
}

function ask(cluster: Cluster, request: ApiRequest): Answer {
  const answer = cluster.dispatch({ request });
  if (answer.code >= 500) throw new Error(`a request is answered ${answer.code}: ${JSON.stringify(answer.body)}`);
  return answer;
}

function mustCreate(cluster: Cluster, kind: Kind, body: object, namespace?: string): void {
  const answer = ask(cluster, { verb: 'create', kind, body, ...(namespace === undefined ? {} : { namespace }) });
  if (isStatus(answer.body)) throw new Error(`the world is refused: ${answer.body.message ?? answer.code}`);
}

const namespace = 'default';

function requestOf(shape: Shape, deed: Exclude<Deed, { do: 'strike' }>): ApiRequest {
  switch (deed.do) {
    case 'apply':
      return { verb: 'create', kind: 'StatefulSet', namespace, body: setOf(shape) };
    case 'scale':
      return patchOfSet({ replicas: deed.replicas });
    case 'image':
      return patchOfSet({ template: { spec: { containers: [{ name: 'main', image: deed.image }] } } });
    case 'annotate':
      return patchOfSet({ template: { metadata: { annotations: { 'example.com/note': deed.value } } } });
    case 'partition':
      return patchOfSet({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: deed.partition } } });
    case 'delete-pod': {
      const { graceSeconds } = deed;
      const options = graceSeconds === undefined ? {} : { gracePeriodSeconds: graceSeconds };
      return { verb: 'delete', kind: 'Pod', namespace, name: `web-${deed.ordinal}`, options };
    }
    case 'delete-claim':
      return { verb: 'delete', kind: 'PersistentVolumeClaim', namespace, name: `data-web-${deed.ordinal}` };
    case 'delete-set': {
      const options = { propagationPolicy: deed.propagation };
      return { verb: 'delete', kind: 'StatefulSet', namespace, name: 'web', options };
    }
    case 'label':
      return patch('Pod', `web-${deed.ordinal}`, { metadata: { labels: { app: deed.app } } }, namespace);
    case 'cordon':
      return patch('Node', nodeName(deed.node), { spec: { unschedulable: deed.on } });
  }
}

const patchOfSet = (spec: object): ApiRequest => patch('StatefulSet', 'web', { spec }, namespace);

const patch = (kind: Kind, name: string, body: object, inNamespace?: string): ApiRequest => ({
  verb: 'patch',
  kind,
  name,
  patchType: 'strategic',
  body,
  ...(inNamespace === undefined ? {} : { namespace: inNamespace }),
});

/** Mends all that was broken, as a careful person would: machines, cordons, the set and its image, then Pods that cannot mend. */
export function repair(cluster: Cluster, shape: Shape): void {
  for (const node of nodeNames) {
    for (const kind of ['power-on', 'heal', 'start-kubelet'] as const) cluster.strike({ kind, node });
    ask(cluster, patch('Node', node, { spec: { unschedulable: false } }));
  }
  perform(cluster, shape, { do: 'image', image: 'plain' });
  perform(cluster, shape, { do: 'partition', partition: 0 });
  for (const { metadata } of cluster.head.list('Pod', namespace)) {
    cluster.strike({ kind: 'ready', pod: `default/${metadata.name}` });
  }
  tend(cluster, shape);
}

/** What a person does again and again until it is no longer needed; false when it was not. */
export function tend(cluster: Cluster, shape: Shape): boolean {
  const isGone = cluster.head.get('StatefulSet', 'default/web') === undefined;
  if (isGone) perform(cluster, { ...shape, image: 'plain' }, { do: 'apply' });
  return deleteUnmendable(cluster) || isGone;
}

/** Pods that no set owns hold their names, and those of broken images stop an ordered set for ever (STS-OWN-8, STS-STUCK-1). */
function deleteUnmendable(cluster: Cluster): boolean {
  const { head } = cluster;
  const uid = head.get('StatefulSet', 'default/web')?.metadata.uid;
  const unmendable = head.list('Pod', namespace).flatMap(({ metadata, spec }) => {
    if (metadata.deletionTimestamp !== undefined) return [];
    const owned = metadata.ownerReferences?.some((owner) => owner.uid === uid) ?? false;
    const broken = spec.containers.some(({ image }) => brokenImages.has(image ?? ''));
    return owned && !broken ? [] : [metadata.name];
  });
  for (const name of unmendable) ask(cluster, { verb: 'delete', kind: 'Pod', namespace, name });
  return unmendable.length > 0;
}
