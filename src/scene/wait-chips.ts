// Chips at the Pods and claims that wait: under a card, under a drum; in the narrow arrangement, where there is no room
// beside a mark, one in the band's title line, by name.
import type { Wait } from '../engine/index.ts';
import type { Instant } from './instant.ts';
import { waitText } from './narrate.ts';
import type { Projection } from './project.ts';
import { bottom, centreX } from './room.ts';
import type { Room } from './room.ts';
import type { BandMark, Box, ChipMark, Hue, LaneMark, PodMark, VolumeMark } from './scene.ts';
import { shortened, textWidth } from './text.ts';

export const chipFace = { px: 11.5 };
export const chipHeight = 20;
export const chipWidth = (text: string): number => Math.ceil(textWidth(text, chipFace)) + 34;

/** A chip with fewer pixels than this says nothing. */
const leastWidth = 84;
/** Where a drum's own line of state stands, which the chip takes. */
const belowDrum = { large: 20, small: 4, cell: 0 };

export interface PlacedMarks {
  readonly pods: readonly PodMark[];
  readonly lanes: readonly LaneMark[];
  readonly volumes: readonly VolumeMark[];
  readonly bands: readonly BandMark[];
}

/** Somebody who waits, where the chip may stand, and what it says. */
interface Waiting {
  readonly id: string;
  readonly name: string;
  readonly hue: Hue;
  readonly about: string;
  readonly text: string;
  readonly middleX: number;
  /** Where its chip may be; around the middle if that fits. */
  readonly place: Box | undefined;
}

/** Who acts on a Pod, or on a claim: their waits are its waits. */
const actors = {
  pod: new Set(['default-scheduler', 'kubelet']),
  claim: new Set(['persistentvolume-controller', 'csi-provisioner']),
};

export function waitChips(
  projection: Projection,
  marks: PlacedMarks,
  instant: Instant,
  room: Room,
): readonly ChipMark[] {
  if (room.density !== 'cards') return [];
  const waits = instant.view.waits();
  const pods = waitingPods(projection, marks, waits, instant, room);
  const claims = waitingClaims(projection, marks, waits, instant);
  if (room.compact) return [...inTitle(pods, marks, 'running', room), ...inTitle(claims, marks, 'kept', room)];
  return [...pods, ...claims].flatMap((waiting) => chipAt(waiting) ?? []);
}

function waitingPods(
  { pods }: Projection,
  marks: PlacedMarks,
  waits: readonly Wait[],
  { messages }: Instant,
  room: Room,
): readonly Waiting[] {
  const found = pods.flatMap((pod) => {
    const wait = latest(waits, actors.pod, [pod.key, pod.uid]);
    const mark = wait && marks.pods.find((placed) => placed.id === pod.id);
    return mark ? [{ pod, mark, text: waitText(wait.reason, messages) }] : [];
  });
  const cards = found.map(({ mark }) => mark);
  return found.map(({ pod: { id, name, hue, about }, mark, text }) => {
    const lowest = lowestBelow(mark, marks.pods);
    return {
      id,
      // Under another card it says whose it is.
      name: lowest === mark ? name : '',
      hue,
      about,
      text: lowest === mark || text.startsWith(name) ? text : `${name}: ${text}`,
      middleX: centreX(mark.box),
      place: underCard({ ...mark, box: lowest.box }, cards, marks, room),
    };
  });
}

function waitingClaims(
  { sets, looseClaims }: Projection,
  marks: PlacedMarks,
  waits: readonly Wait[],
  { messages }: Instant,
): readonly Waiting[] {
  const claims = [
    ...sets.flatMap((set) => set.slots.flatMap(({ claims: own, hue }) => own.map((claim) => ({ claim, hue })))),
    ...looseClaims.map((claim) => ({ claim, hue: null })),
  ];
  return claims.flatMap(({ claim: { id, key, name, about }, hue }) => {
    const wait = latest(waits, actors.claim, [key]);
    const mark = wait && marks.volumes.find((placed) => placed.id === id);
    if (!mark) return [];
    return [
      {
        id,
        name,
        hue,
        about,
        text: waitText(wait.reason, messages),
        middleX: centreX(mark.box),
        place: underDrum(mark, marks),
      },
    ];
  });
}

/** The wait that began last: what is still to come before it has been waited for longer. */
function latest(waits: readonly Wait[], by: ReadonlySet<string>, keys: readonly string[]): Wait | undefined {
  const own = waits.filter(({ component, key }) => by.has(component) && keys.includes(key));
  return own.reduce<Wait | undefined>((last, wait) => (last && last.sinceMs > wait.sinceMs ? last : wait), undefined);
}

/** The last of the cards that stand below one another, from this one on. */
function lowestBelow(mark: PodMark, pods: readonly PodMark[]): PodMark {
  const below = pods.filter(({ box }) => Math.abs(centreX(box) - centreX(mark.box)) < 4 && box.y >= mark.box.y);
  return below.reduce((lowest, pod) => (pod.box.y > lowest.box.y ? pod : lowest), mark);
}

/** Under the card: as wide as the picture if nobody else waits in its row and no card stands there, as the lane if nobody in its lane does. */
function underCard(
  { id, box, size }: PodMark,
  waiting: readonly PodMark[],
  { lanes, pods }: PlacedMarks,
  { rail, content, width, pad }: Room,
): Box | undefined {
  if (size === 'cell') return undefined;
  const lane = lanes.find((one) => isIn(box, one.box));
  if (!lane) return undefined;
  const place = { y: bottom(box) + 4, height: chipHeight };
  const inRow = waiting.filter((other) => other.id !== id && Math.abs(other.box.y - box.y) < box.height);
  if (inRow.length === 0) {
    // As far as the cards of the other lanes that stand at this height.
    const beside = pods.map((pod) => pod.box).filter((one) => one.y < place.y + chipHeight && bottom(one) > place.y);
    const middle = centreX(box);
    const toLeft = beside.filter((one) => centreX(one) < middle).map((one) => one.x + one.width + 4);
    const toRight = beside.filter((one) => centreX(one) > middle).map((one) => one.x - 4);
    const left = Math.max(Math.min(rail.x, content.x) + 4, ...toLeft);
    return { ...place, x: left, width: Math.min(width - pad - 4, ...toRight) - left };
  }
  if (inRow.some((other) => isIn(other.box, lane.box))) return { ...place, x: box.x - 3, width: box.width + 6 };
  return { ...place, x: lane.box.x + 4, width: lane.box.width - 8 };
}

const isIn = (inner: Box, outer: Box): boolean =>
  centreX(inner) >= outer.x &&
  centreX(inner) <= outer.x + outer.width &&
  inner.y >= outer.y &&
  bottom(inner) <= bottom(outer);

/** Under the drum's name, as wide as the way to the next drum. */
function underDrum({ id, box, size }: VolumeMark, { volumes }: PlacedMarks): Box | undefined {
  if (size === 'cell') return undefined;
  const middle = centreX(box);
  const distances = volumes
    .filter((volume) => volume.id !== id && volume.box.y === box.y)
    .map((volume) => Math.abs(centreX(volume.box) - middle));
  const width = Math.min(340, ...distances) - 6;
  return { x: middle - width / 2, y: bottom(box) + belowDrum[size], width, height: chipHeight };
}

/** Under the middle of its mark, within its place, no wider than it needs to be. At its mark the name need not be said again. */
function chipAt({ id, name, hue, about, text: whole, middleX, place }: Waiting, named = false): ChipMark | undefined {
  if (!place || place.width < leastWidth) return undefined;
  const said = !named && whole.startsWith(name) ? whole.slice(name.length).replace(/^[:：,，\s]+/, '') : whole;
  const text = shortened(said, place.width - 34, chipFace);
  const width = Math.min(place.width, chipWidth(text));
  const left = Math.max(place.x, Math.min(middleX - width / 2, place.x + place.width - width));
  const box = { ...place, x: Math.round(left), width };
  const middle = centreX(box);
  return { id: `chip:${id}`, box, words: whole, about, text, hue, fromX: middle, toX: middle };
}

/** The first that waits, right of the band's title. */
function inTitle(
  waiting: readonly Waiting[],
  { bands }: PlacedMarks,
  band: BandMark['id'],
  { width: roomWidth, pad }: Room,
): readonly ChipMark[] {
  const [first] = waiting;
  const title = bands.find(({ id }) => id === band);
  if (!first || !title) return [];
  const left = title.box.x + textWidth(title.title, { px: 13.5 }) + 22;
  const place = { x: left, y: title.box.y + 1, width: roomWidth - pad - left, height: chipHeight };
  const text = first.text.startsWith(first.name) ? first.text : `${first.name}: ${first.text}`;
  const chip = chipAt({ ...first, text, place }, true);
  return chip ? [{ ...chip, box: { ...chip.box, x: roomWidth - pad - chip.box.width } }] : [];
}
