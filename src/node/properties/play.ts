// Plays a story on a cluster: its deeds as requests and faults, and the repair after which every set must come to rest.
import type { Cluster, HttpRequest } from '../../engine/index.ts';
import { createRun } from '../../run/create-run.ts';
import { requestOf } from './requests.ts';
import { firstDeedMs, scenarioText } from './scenario-text.ts';
import { brokenImages, nodeNames } from './story.ts';
import type { Deed, Shape, Story } from './story.ts';

/** How time passes between deeds; the default runs straight to the instant. */
export type Pass = (cluster: Cluster, ms: number) => void;

const straight: Pass = (cluster, ms) => void cluster.advanceTo(ms);

/** A cluster with the story's documents just applied. */
export function begin({ shape }: Story): Cluster {
  const text = scenarioText({ shape, steps: [] });
  const created = createRun(text);
  if (!created.ok)
    throw new Error(`the world is refused: ${created.refusals.map(({ message }) => message).join(', ')}`);
  return created.run.cluster;
}

/** Plays the story's steps that begin after `sinceMs`, and the time after them; gives the cluster. */
export function play(
  story: Story,
  cluster: Cluster = begin(story),
  pass: Pass = straight,
  untilMs: number = lengthMs(story) + restMs,
): Cluster {
  const sinceMs = cluster.nowMs;
  let atMs = firstDeedMs;
  for (const { afterMs, deed } of story.steps) {
    atMs += afterMs;
    if (atMs > untilMs) break;
    // A cluster taken up at an instant has seen all that was done at it.
    if (atMs <= sinceMs) continue;
    pass(cluster, atMs);
    perform(cluster, story.shape, deed);
  }
  pass(cluster, untilMs);
  return cluster;
}

const restMs = 5000;

/** From the start to the last step. */
export const lengthMs = ({ steps }: Story): number => steps.reduce((sum, { afterMs }) => sum + afterMs, firstDeedMs);

/** Does one thing; what the API server refuses is no failure, an error of its own is. */
export function perform(cluster: Cluster, shape: Shape, deed: Deed): void {
  if (deed.do === 'strike') return void cluster.strike(deed.fault);
  ask(cluster, requestOf(shape, deed));
}

function ask(cluster: Cluster, http: HttpRequest): void {
  const answer = cluster.dispatch({ http });
  if (answer.code >= 500) throw new Error(`a request is answered ${answer.code}: ${JSON.stringify(answer.body)}`);
}

const namespace = 'default';

/** Mends all that was broken, as a careful person would: machines, cordons, the set and its image, then Pods that cannot mend. */
export function repair(cluster: Cluster, shape: Shape): void {
  for (const node of nodeNames) {
    for (const kind of ['power-on', 'heal', 'start-kubelet'] as const) cluster.strike({ kind, node });
    perform(cluster, shape, { do: 'cordon', node: nodeNames.indexOf(node), on: false });
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
  for (const name of unmendable) ask(cluster, { method: 'DELETE', path: `/api/v1/namespaces/default/pods/${name}` });
  return unmendable.length > 0;
}
