// Pods as facts: state, step, ring and countdown at an instant, from the object, its history and the time.
import type { Pod } from '../engine/index.ts';
import { keyOf } from '../engine/index.ts';
import type { LaneStory, PodStory } from './history.ts';
import { hueOf } from './identity.ts';
import { fill } from './messages.ts';
import { conditionOf, ordinalOf, restartsOf, setKeyOf, stateOf, troubleOf } from './pod-state.ts';
import type { ClaimFacts } from './project-claims.ts';
import type { Instant } from './instant.ts';
import type { Hue, PodState, RevisionShape, Ring } from './scene.ts';
import { revisionNumberOf } from './replica-set-revision.ts';
import { progressOf } from './start-steps.ts';

export interface PodFacts {
  readonly id: string;
  readonly uid: string;
  readonly key: string;
  readonly name: string;
  readonly node: string | undefined;
  readonly setKey: string | null;
  readonly ordinal: number | null;
  readonly hue: Hue;
  readonly state: PodState;
  readonly stateText: string;
  readonly detailText: string;
  readonly ring: Ring;
  readonly countdown: string;
  readonly image: string;
  readonly revision: RevisionShape;
  readonly revisionNumber: number;
  readonly incarnation: number;
  readonly restarts: number;
  readonly claims: readonly ClaimFacts[];
  /** It changes with time alone. */
  readonly moving: boolean;
  readonly words: string;
  readonly about: string;
}

/** All Pods, by set and ordinal, then by name. */
export function podFacts(instant: Instant, claims: ReadonlyMap<string, ClaimFacts>): readonly PodFacts[] {
  const silent = silentNodes(instant);
  const shown = { ...instant, tries: triesOf(instant) };
  const facts = instant.view.list('Pod').map((pod) => factsOf(pod, shown, claims, silent));
  return facts.toSorted(
    (a, b) => compare(a.setKey ?? '~', b.setKey ?? '~') || (a.ordinal ?? 0) - (b.ordinal ?? 0) || compare(a.key, b.key),
  );
}

/** Pods in groups, in their order. */
export function podsBy(
  pods: readonly PodFacts[],
  keyOfPod: (pod: PodFacts) => string,
): ReadonlyMap<string, readonly PodFacts[]> {
  const groups = new Map<string, PodFacts[]>();
  for (const pod of pods) {
    const key = keyOfPod(pod);
    const group = groups.get(key);
    if (group) group.push(pod);
    else groups.set(key, [pod]);
  }
  return groups;
}

/** With when kubelets try again what failed, by the key of their work. */
interface Shown extends Instant {
  readonly tries: ReadonlyMap<string, number>;
}

function triesOf({ view }: Instant): ReadonlyMap<string, number> {
  const tries = new Map<string, number>();
  for (const { component, key, reason } of view.waits()) {
    const untilMs = reason.params?.['untilMs'];
    if (component === 'kubelet' && typeof untilMs === 'number') tries.set(key, untilMs);
  }
  return tries;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function silentNodes({ view }: Instant): ReadonlySet<string> {
  const silent = view
    .list('Node')
    .filter((node) => node.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'Unknown'));
  return new Set(silent.map((node) => node.metadata.name));
}

function factsOf(
  pod: Pod,
  instant: Shown,
  claims: ReadonlyMap<string, ClaimFacts>,
  silent: ReadonlySet<string>,
): PodFacts {
  const { name, namespace = '', uid } = pod.metadata;
  const key = keyOf(pod);
  const node = pod.spec.nodeName;
  const setKey = setKeyOf(pod);
  const ordinal = setKey === null ? null : ordinalOf(name, setKey.slice(namespace.length + 1));
  const state = stateOf(pod, silent.has(node ?? ''));
  const story = instant.history.stories.get(uid);
  const own = claimsOf(pod, namespace, claims);
  const shown = appearance(pod, state, story, own, instant);
  const revision = revisionNumber(pod, namespace, instant);
  const incarnation = incarnationOf(instant.history.lanes.get(key), instant);
  const restarts = restartsOf(pod);
  return {
    id: `pod:${uid}`,
    uid,
    key,
    name,
    node,
    setKey,
    ordinal,
    hue: hueOf(ordinal),
    state,
    ...shown,
    image: imageTag(pod),
    revision: revision === 0 ? null : revision % 2 === 1 ? 'circle' : 'diamond',
    revisionNumber: revision,
    incarnation,
    restarts,
    claims: own,
    words: wordsOf({ name, node, incarnation, restarts, ...shown }, instant),
    about: `Pod ${key}`,
  };
}

function claimsOf(pod: Pod, namespace: string, claims: ReadonlyMap<string, ClaimFacts>): readonly ClaimFacts[] {
  return (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => {
    const claim = persistentVolumeClaim && claims.get(`${namespace}/${persistentVolumeClaim.claimName}`);
    return claim ? [claim] : [];
  });
}

type Appearance = Pick<PodFacts, 'stateText' | 'detailText' | 'ring' | 'countdown' | 'moving'>;

const still = { countdown: '', moving: false, detailText: '' };

function appearance(
  pod: Pod,
  state: PodState,
  story: PodStory | undefined,
  claims: readonly ClaimFacts[],
  instant: Shown,
): Appearance {
  const { messages } = instant;
  const stateText = messages.states[state];
  switch (state) {
    case 'pending': {
      const noNode = conditionOf(pod, 'PodScheduled') === 'False';
      const making = claims.some((claim) => claim.provisioning);
      const detailText = messages.steps[making ? 'provision' : noNode ? 'noNode' : 'node'];
      return { ...still, stateText, detailText, ring: { kind: 'empty', fraction: 0 } };
    }
    case 'starting': {
      const { step, fraction } = progressOf(pod.spec.nodeName ?? '', story, claims, instant);
      return {
        ...still,
        stateText,
        detailText: initText(pod, instant) ?? messages.steps[step],
        ring: { kind: 'filling', fraction },
        moving: true,
      };
    }
    case 'terminating':
      return terminating(stateText, story, instant);
    case 'ready':
      return { ...still, stateText, ring: { kind: 'closed', fraction: 1 }, ...settling(pod, story, instant) };
    case 'unready':
      return { ...still, stateText, ring: { kind: 'hollow', fraction: 1 } };
    case 'failed':
      return {
        ...still,
        stateText: troubleOf(pod) ?? stateText,
        ring: { kind: 'cross', fraction: 1 },
        ...resting(pod, instant),
      };
    case 'unknown':
      // What the API server says of it, and that nobody knows.
      return pod.metadata.deletionTimestamp === undefined
        ? { ...still, stateText, ring: { kind: 'question', fraction: 1 } }
        : {
            ...still,
            stateText: messages.states.terminating,
            detailText: stateText,
            ring: { kind: 'question', fraction: 1 },
          };
    case 'completed':
      return { ...still, stateText, ring: { kind: 'done', fraction: 1 } };
  }
}

/** The init container that runs, or is to run next (KUBELET-20). */
function initText(pod: Pod, { messages }: Instant): string | undefined {
  const { spec, status } = pod;
  if (conditionOf(pod, 'PodReadyToStartContainers') !== 'True') return undefined;
  const next = spec.initContainers?.find(({ name, restartPolicy }) => {
    const found = status.initContainerStatuses?.find((it) => it.name === name);
    return restartPolicy === 'Always' ? found?.started !== true : found?.ready !== true;
  });
  return next && fill(messages.steps.init, { name: next.name });
}

/** A Pod that is Ready, but not for the minReadySeconds of its set yet: how long it is until it counts as available (STS-REP-9). */
function settling(pod: Pod, story: PodStory | undefined, { atMs, view, messages }: Instant): Partial<Appearance> {
  const setKey = setKeyOf(pod);
  const minReadySeconds = setKey === null ? undefined : view.get('StatefulSet', setKey)?.spec.minReadySeconds;
  const sinceMs = story?.spans.findLast(({ fromMs }) => fromMs <= atMs)?.fromMs;
  if (!minReadySeconds || sinceMs === undefined) return {};
  const seconds = Math.ceil((sinceMs + minReadySeconds * 1000 - atMs) / 1000);
  return seconds > 0 ? { detailText: fill(messages.steps.settle, { seconds }), moving: true } : {};
}

/** Until the kubelet tries again what failed (KUBELET-7, KUBELET-34); nothing once that is due. */
function resting(pod: Pod, { atMs, tries, messages }: Shown): Partial<Appearance> {
  const untilMs = tries.get(pod.metadata.uid) ?? tries.get(keyOf(pod));
  const seconds = untilMs === undefined ? 0 : Math.ceil((untilMs - atMs) / 1000);
  if (seconds <= 0) return {};
  const [detailText, countdown] = [fill(messages.pod.retry, { seconds }), fill(messages.pod.seconds, { seconds })];
  return { detailText, countdown, moving: true };
}

function terminating(stateText: string, story: PodStory | undefined, { atMs, messages }: Instant): Appearance {
  const leftMs = Math.max(0, (story?.killMs ?? atMs) - atMs);
  const seconds = Math.ceil(leftMs / 1000);
  return {
    stateText,
    detailText: messages.steps.stop,
    ring: { kind: 'unwinding', fraction: leftMs / Math.max(1, story?.graceMs ?? 1) },
    countdown: fill(messages.pod.seconds, { seconds }),
    moving: leftMs > 0,
  };
}

function revisionNumber(pod: Pod, namespace: string, { view }: Instant): number {
  const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner?.kind === 'ReplicaSet') return revisionNumberOf(view.get('ReplicaSet', `${namespace}/${owner.name}`));
  const name = pod.metadata.labels?.['controller-revision-hash'];
  return name === undefined ? 0 : (view.get('ControllerRevision', `${namespace}/${name}`)?.revision ?? 0);
}

function incarnationOf(lane: LaneStory | undefined, { view }: Instant): number {
  if (!lane) return 1;
  let count = 0;
  for (const { revision } of lane.pods) if (revision <= view.cursor.revision) count++;
  return Math.max(1, count);
}

/** The image without its registry and path: `nginx:1.27`. */
function imageTag(pod: Pod): string {
  const image = pod.spec.containers[0]?.image ?? '';
  return image.slice(image.lastIndexOf('/') + 1);
}

type Worded = Appearance & Pick<PodFacts, 'name' | 'incarnation' | 'restarts'> & { readonly node: string | undefined };

function wordsOf(facts: Worded, { messages }: Instant): string {
  const { pod } = messages;
  const state = facts.detailText === '' ? facts.stateText : `${facts.stateText}, ${facts.detailText}`;
  const parts = [fill(pod.words, { name: facts.name, node: facts.node ?? pod.unscheduled, state })];
  if (facts.ring.kind === 'unwinding') parts.push(facts.countdown);
  if (facts.incarnation > 1) parts.push(fill(pod.incarnation, { count: facts.incarnation }));
  if (facts.restarts > 0) parts.push(fill(pod.restarts, { count: facts.restarts }));
  return parts.reduce((text, more) => fill(messages.set.and, { text, more }));
}
