// The rows of the table that says what the picture shows: one for every identity, and one for every Pod of no StatefulSet.
import type { Wait } from '../engine/index.ts';
import type { Instant } from '../scene/instant.ts';
import { waitText } from '../scene/narrate.ts';
import type { ClaimFacts } from '../scene/project-claims.ts';
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

export function twinRows(instant: Instant): readonly TwinRow[] {
  const { sets, pods } = project(instant);
  const waits = instant.view.waits();
  const loose = pods.filter((pod) => pod.setKey === null);
  return [
    ...sets.flatMap((set) => set.slots.map((slot) => rowOf(slot, set, waits, instant))),
    ...loose.map((pod) => ({
      id: pod.id,
      ordinal: '',
      pod: pod.name,
      state: joined(pod.stateText, pod.detailText),
      node: pod.node ?? '',
      ...volumes(pod.claims),
      waits: waitsOf(pod.key, waits, instant),
      about: { set: null, pod: pod.about, node: nodeAbout(pod.node) },
    })),
  ];
}

function rowOf(slot: SlotFacts, set: SetFacts, waits: readonly Wait[], instant: Instant): TwinRow {
  const { pod } = slot;
  const name = `${set.name}-${slot.ordinal}`;
  const key = `${set.key.slice(0, set.key.indexOf('/'))}/${name}`;
  const own = waitsOf(key, waits, instant);
  return {
    id: slot.id,
    ordinal: String(slot.ordinal),
    pod: name,
    state: pod ? joined(pod.stateText, pod.detailText) : slot.stateText,
    node: pod?.node ?? '',
    ...volumes(slot.claims),
    waits: own === '' && !pod ? heldBack(slot, set, waits, instant) : own,
    about: { set: `StatefulSet ${set.key}`, pod: slot.about, node: nodeAbout(pod?.node) },
  };
}

const nodeAbout = (node: string | undefined): string | null => (node === undefined ? null : `Node ${node}`);

function volumes(facts: readonly ClaimFacts[]): Pick<TwinRow, 'volume' | 'claims'> {
  const claims = facts.map(({ about, name, stateText }) => ({ about, text: joined(name, stateText) }));
  return { volume: claims.map(({ text }) => text).join('; '), claims };
}

const joined = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join(', ');

const waitsOf = (key: string, waits: readonly Wait[], { messages }: Instant): string =>
  [...new Set(waits.filter((wait) => wait.key === key).map((wait) => waitText(wait.reason, messages)))].join('; ');

/** A wait of the set itself, if it speaks of this ordinal. */
function heldBack({ ordinal }: SlotFacts, set: SetFacts, waits: readonly Wait[], { messages }: Instant): string {
  const about = waits.find(({ key, reason: { params } }) => {
    if (key !== set.key || !params) return false;
    const { first, last } = params;
    return typeof first === 'number' && typeof last === 'number' && ordinal >= first && ordinal <= last;
  });
  return about ? waitText(about.reason, messages) : '';
}
