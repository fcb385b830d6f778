// The table that says what the picture shows: a row for every identity, and one for every Pod of no StatefulSet; and what has no row
// there: Deployments, and Nodes, for one may be without Pods.
import type { Wait } from '../engine/index.ts';
import type { Instant } from '../scene/instant.ts';
import { waitText } from '../scene/narrate.ts';
import type { ClaimFacts } from '../scene/project-claims.ts';
import type { PodFacts } from '../scene/project-pods.ts';
import { project } from '../scene/project.ts';
import type { SetFacts, SlotFacts } from '../scene/project-sets.ts';

export interface TwinRow {
  readonly id: string;
  readonly ordinal: string;
  readonly pod: string;
  readonly state: string;
  readonly node: string;
  readonly volume: string;
  readonly waits: string;
  /** What its cells are about, `Kind namespace/name`: to be selected. */
  readonly about: { readonly set: string | null; readonly pod: string; readonly node: string | null };
  /** What the volume's cell says, claim by claim. */
  readonly claims: readonly { readonly about: string; readonly text: string }[];
}

export interface TwinMark {
  readonly about: string;
  /** Its name and how it is, in a sentence. */
  readonly words: string;
}

export interface Twin {
  readonly rows: readonly TwinRow[];
  /** How many more rows there would be. */
  readonly more: number;
  readonly deployments: readonly TwinMark[];
  readonly nodes: readonly TwinMark[];
}

/** `most`: so many rows at most. */
export function twinOf(instant: Instant, most = Number.POSITIVE_INFINITY): Twin {
  const { sets, pods, lanes } = project(instant);
  const waits = waitsByKey(instant.view.waits());
  const slots = sets.flatMap((set) => set.slots.map((slot) => ({ set, slot })));
  const loose = pods.filter((pod) => pod.setKey === null);
  const ofSlots = slots.slice(0, most).map(({ set, slot }) => rowOf(slot, set, waits, instant));
  const ofPods = loose.slice(0, most - ofSlots.length).map((pod) => looseRow(pod, waits, instant));
  const rows = [...ofSlots, ...ofPods];
  return {
    rows,
    more: slots.length + loose.length - rows.length,
    deployments: sets
      .filter(({ about }) => about.startsWith('Deployment '))
      .map(({ about, words }) => ({ about, words })),
    nodes: lanes.flatMap(({ about, words }) => (about === null ? [] : [{ about, words }])),
  };
}

type Waits = ReadonlyMap<string, readonly Wait[]>;

function waitsByKey(waits: readonly Wait[]): Waits {
  const byKey = new Map<string, Wait[]>();
  for (const wait of waits) {
    const standing = byKey.get(wait.key);
    if (standing) standing.push(wait);
    else byKey.set(wait.key, [wait]);
  }
  return byKey;
}

const looseRow = (pod: PodFacts, waits: Waits, instant: Instant): TwinRow => ({
  id: pod.id,
  ordinal: '',
  pod: pod.name,
  state: joined(pod.stateText, pod.detailText),
  node: pod.node ?? '',
  ...volumes(pod.claims),
  waits: waitsOf([pod.key, pod.uid], waits, instant),
  about: { set: null, pod: pod.about, node: nodeAbout(pod.node) },
});

function rowOf(slot: SlotFacts, set: SetFacts, waits: Waits, instant: Instant): TwinRow {
  const { pod } = slot;
  const name = `${set.name}-${slot.ordinal}`;
  const key = `${set.key.slice(0, set.key.indexOf('/'))}/${name}`;
  const own = waitsOf(pod ? [key, pod.uid] : [key], waits, instant);
  return {
    id: slot.id,
    ordinal: String(slot.ordinal),
    pod: name,
    state: pod ? joined(pod.stateText, pod.detailText) : slot.stateText,
    node: pod?.node ?? '',
    ...volumes(slot.claims),
    waits: own === '' && !pod ? heldBack(slot, set, waits, instant) : own,
    about: { set: set.about, pod: slot.about, node: nodeAbout(pod?.node) },
  };
}

const nodeAbout = (node: string | undefined): string | null => (node === undefined ? null : `Node ${node}`);

function volumes(facts: readonly ClaimFacts[]): Pick<TwinRow, 'volume' | 'claims'> {
  const claims = facts.map(({ about, name, stateText }) => ({ about, text: joined(name, stateText) }));
  return { volume: claims.map(({ text }) => text).join('; '), claims };
}

const joined = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join(', ');

/** Kubelets know a Pod by its uid, the others by its key. */
const waitsOf = (keys: readonly string[], waits: Waits, { messages }: Instant): string =>
  [...new Set(keys.flatMap((key) => waits.get(key) ?? []).map((wait) => waitText(wait.reason, messages)))].join('; ');

/** A wait of the set itself, if it speaks of this ordinal. */
function heldBack({ ordinal }: SlotFacts, set: SetFacts, waits: Waits, { messages }: Instant): string {
  const about = waits.get(set.key)?.find(({ reason: { params } }) => {
    if (!params) return false;
    const { first, last } = params;
    return typeof first === 'number' && typeof last === 'number' && ordinal >= first && ordinal <= last;
  });
  return about ? waitText(about.reason, messages) : '';
}
