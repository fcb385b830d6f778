// What a run has shown so far, folded once from its changes: spans of every Pod's states, the steps of its start, alarms.
// Separate from the picture of it, because folding costs per change and drawing per frame.
import type { Change, Event, Node, Pod } from '../engine/index.ts';
import { ordinalOf, setKeyOf, stateOf } from './pod-state.ts';
import type { PodState } from './scene.ts';

/** A state that begins; it lasts until the next span, or until the Pod is gone. */
export interface Span {
  readonly state: PodState;
  readonly fromMs: number;
  readonly revision: number;
}

/** What its Events say about a Pod's way to running: their reasons, once each. */
export interface Step {
  readonly reason: string;
  readonly atMs: number;
  readonly revision: number;
}

export interface PodStory {
  readonly uid: string;
  readonly createdMs: number;
  readonly revision: number;
  readonly spans: readonly Span[];
  readonly steps: readonly Step[];
  /** When its grace period ends. */
  readonly killMs: number | undefined;
  readonly graceMs: number | undefined;
  readonly goneMs: number | undefined;
}

/** All Pods of one name: an identity, if a StatefulSet made them. */
export interface LaneStory {
  readonly key: string;
  readonly name: string;
  readonly setKey: string | null;
  readonly ordinal: number | null;
  readonly pods: readonly PodStory[];
}

/** Something that went wrong: a Pod failed, a node fell silent. */
export interface Alarm {
  readonly id: string;
  readonly atMs: number;
  readonly kind: 'pod' | 'node';
  readonly name: string;
}

/** Something that went between an ordinal, its Pod and its volume: a create, a deletion, a status, an attachment. */
export interface Move {
  readonly atMs: number;
  readonly revision: number;
  /** How the id of the thread it runs along ends. */
  readonly thread: string;
  /** Towards the thread's beginning. */
  readonly back: boolean;
}

export interface History {
  /** The last change folded in. */
  readonly revision: number;
  /** When something last changed that the lanes show. */
  readonly lastMs: number;
  readonly lanes: ReadonlyMap<string, LaneStory>;
  readonly stories: ReadonlyMap<string, PodStory>;
  readonly alarms: readonly Alarm[];
  readonly moves: readonly Move[];
}

type Writable<T> = { -readonly [P in keyof T]: T[P] };
type WritableStory = Omit<Writable<PodStory>, 'spans' | 'steps'> & { spans: Span[]; steps: Step[]; pod: Pod };
type WritableLane = Omit<Writable<LaneStory>, 'pods'> & { pods: WritableStory[] };

class Folding implements History {
  revision = 0;
  lastMs = 0;
  lanes = new Map<string, WritableLane>();
  stories = new Map<string, WritableStory>();
  alarms: Alarm[] = [];
  moves: Move[] = [];
  claimByVolume = new Map<string, string>();
  silent = new Set<string>();
}

export const createHistory = (): History => new Folding();

/** Takes in the changes after `history.revision`, in order; earlier ones are passed over. */
export function foldChanges(history: History, changes: readonly Change[]): void {
  if (!(history instanceof Folding)) throw new Error('a history must come from createHistory');
  for (const change of changes) {
    if (change.revision <= history.revision) continue;
    history.revision = change.revision;
    if (change.kind === 'Pod') foldPod(history, change, change.before, change.after);
    else if (change.kind === 'Event' && change.after) foldEvent(history, change, change.after);
    else if (change.kind === 'Node' && change.after) foldNode(history, change, change.after);
    else foldMove(history, change);
    if (change.kind !== 'Event' && change.kind !== 'Lease') history.lastMs = change.atMs;
  }
}

function foldPod(history: Folding, change: Change, before: Pod | undefined, after: Pod | undefined): void {
  const { atMs, revision, key } = change;
  if (!after) {
    const story = before && history.stories.get(before.metadata.uid);
    if (story) story.goneMs = atMs;
    return;
  }
  const story = history.stories.get(after.metadata.uid) ?? beginStory(history, change, after);
  story.pod = after;
  if (after.metadata.deletionTimestamp !== undefined && after.metadata.deletionGracePeriodSeconds !== undefined) {
    const graceMs = after.metadata.deletionGracePeriodSeconds * 1000;
    if (graceMs !== story.graceMs) [story.graceMs, story.killMs] = [graceMs, atMs + graceMs];
  }
  const begun = !before || (after.metadata.deletionTimestamp !== undefined && !before.metadata.deletionTimestamp);
  if (begun) history.moves.push({ atMs, revision, thread: `thread:slot:${key}`, back: false });
  const state = stateOf(after, history.silent.has(after.spec.nodeName ?? ''));
  if (!addSpan(story, { state, fromMs: atMs, revision })) return;
  if (state === 'ready' || state === 'unready')
    history.moves.push({ atMs, revision, thread: `thread:slot:${key}`, back: true });
  if (state === 'failed') {
    history.alarms.push({ id: `pod:${revision}`, atMs, kind: 'pod', name: key.slice(key.indexOf('/') + 1) });
  }
}

/** What the controllers of claims and volumes send along the lower threads. */
function foldMove(history: Folding, change: Change): void {
  const { atMs, revision, key } = change;
  if (change.kind === 'PersistentVolume' && change.after?.spec.claimRef) {
    const { namespace = '', name } = change.after.spec.claimRef;
    history.claimByVolume.set(key, `${namespace}/${name}`);
  } else if (change.kind === 'PersistentVolumeClaim' && !change.before) {
    history.moves.push({ atMs, revision, thread: `:claim:${key}`, back: false });
  } else if (change.kind === 'VolumeAttachment' && change.after?.status.attached && !change.before?.status.attached) {
    const claim = history.claimByVolume.get(change.after.spec.source.persistentVolumeName ?? '');
    if (claim !== undefined) history.moves.push({ atMs, revision, thread: `:claim:${claim}`, back: true });
  }
}

function beginStory(history: Folding, { atMs, revision, key }: Change, pod: Pod): WritableStory {
  const story: WritableStory = {
    uid: pod.metadata.uid,
    createdMs: atMs,
    revision,
    spans: [],
    steps: [],
    killMs: undefined,
    graceMs: undefined,
    goneMs: undefined,
    pod,
  };
  history.stories.set(story.uid, story);
  const setKey = setKeyOf(pod);
  const lane = history.lanes.get(key) ?? { key, name: pod.metadata.name, setKey, ordinal: null, pods: [] };
  lane.setKey = setKey;
  lane.ordinal = setKey === null ? null : ordinalOf(pod.metadata.name, setKey.slice(setKey.indexOf('/') + 1));
  lane.pods.push(story);
  history.lanes.set(key, lane);
  return story;
}

function addSpan(story: WritableStory, span: Span): boolean {
  if (story.spans.at(-1)?.state === span.state) return false;
  story.spans.push(span);
  return true;
}

function foldEvent(history: Folding, { atMs, revision }: Change, event: Event): void {
  const { kind, uid } = event.involvedObject;
  const story = kind === 'Pod' && uid !== undefined ? history.stories.get(uid) : undefined;
  if (!story || story.steps.some((step) => step.reason === event.reason)) return;
  story.steps.push({ reason: event.reason ?? '', atMs, revision });
}

/** A node whose Ready condition is Unknown is silent: what its Pods do is not known. */
function foldNode(history: Folding, { atMs, revision }: Change, node: Node): void {
  const { name } = node.metadata;
  const ready = node.status.conditions?.find((condition) => condition.type === 'Ready')?.status;
  const silent = ready === 'Unknown';
  if (silent === history.silent.has(name)) return;
  if (silent) history.silent.add(name);
  else history.silent.delete(name);
  if (silent) history.alarms.push({ id: `node:${revision}`, atMs, kind: 'node', name });
  for (const story of history.stories.values()) {
    if (story.goneMs !== undefined || story.pod.spec.nodeName !== name) continue;
    addSpan(story, { state: stateOf(story.pod, silent), fromMs: atMs, revision });
  }
}
