// The RUNNING band: a lane per node and one for Pods without a node; the Pods in them by set and ordinal, in fixed places.
import type { SceneMessages } from './messages.ts';
import { fill } from './messages.ts';
import type { LaneFacts } from './project-nodes.ts';
import { podsBy } from './project-pods.ts';
import type { PodFacts } from './project-pods.ts';
import { gap, podSizes, squareGrid } from './room.ts';
import type { Room } from './room.ts';
import type { Badge, Box, LaneMark, PodMark, PodState, Size, TileMark } from './scene.ts';
import { shortened, shortenedName, shortState, textWidth } from './text.ts';

export interface PlacedLanes {
  readonly lanes: readonly LaneMark[];
  readonly pods: readonly PodMark[];
  readonly tiles: readonly TileMark[];
  readonly bottomY: number;
}

type CardSize = keyof typeof podSizes;

const header = 32;
/** Where a chip finds room under the cards. */
const foot = 26;
const side = 8;
const cellSides = [34, 30, 26, 22, 18, 14, 11, 9];
const tileHeight = 64;
/** Beside the ring of a flat card: what its words may not take. */
const flatRing = 60;
const cardOrder: readonly CardSize[] = ['large', 'medium', 'small', 'flat'];
const badgeFace = { px: 11.5 };

/** What one lane needs to know to place its Pods. */
interface Plan {
  readonly card: CardSize | 'cell';
  readonly laneHeight: number;
}

export function placeLanes(
  facts: readonly LaneFacts[],
  topY: number,
  spareHeight: number,
  wantedPods: number,
  room: Room,
  messages: SceneMessages,
): PlacedLanes {
  const [unscheduled, ...nodes] = facts;
  const stripHeight = room.compact ? 40 : 0;
  const area = { ...room.content, y: topY + (room.compact ? stripHeight + gap : 0) };
  const columns = columnsOf(nodes.length, area.width, room);
  const rows = Math.max(1, Math.ceil(nodes.length / columns));
  const laneWidth = (area.width - gap * (columns - 1)) / columns;
  const most = Math.max(1, Math.ceil(wantedPods / Math.max(1, nodes.length)), ...nodes.map((lane) => lane.pods.length));
  const perRow = (spareHeight - (room.compact ? stripHeight + gap : 0) - gap * (rows - 1)) / rows;
  const plan = planOf(most, laneWidth, perRow, setsIn(nodes), room);
  const placed = new Placing(room, messages);
  nodes.forEach((lane, index) => {
    const x = area.x + (index % columns) * (laneWidth + gap);
    const y = area.y + Math.floor(index / columns) * (plan.laneHeight + gap);
    placed.lane(lane, { x, y, width: laneWidth, height: plan.laneHeight }, plan.card);
  });
  const bottomY = area.y + rows * (plan.laneHeight + gap) - gap;
  if (unscheduled && room.compact) placed.strip(unscheduled, { ...room.content, y: topY, height: stripHeight });
  else if (unscheduled)
    placed.lane(
      unscheduled,
      { ...room.rail, y: topY, height: bottomY - topY },
      plan.card === 'cell' ? 'cell' : plan.card,
    );
  return { lanes: placed.lanes, pods: placed.pods, tiles: placed.tiles, bottomY };
}

function columnsOf(nodes: number, width: number, room: Room): number {
  const least = room.density === 'tiles' ? 150 : room.compact ? 104 : 98;
  return Math.max(1, Math.min(nodes, Math.floor((width + gap) / (least + gap))));
}

const setsIn = (lanes: readonly LaneFacts[]): number =>
  Math.max(1, ...lanes.map((lane) => podsBy(lane.pods, (pod) => pod.setKey ?? '').size));

/** The largest cards of which `most` fit into a lane; cells if none do. */
function planOf(most: number, laneWidth: number, height: number, sets: number, room: Room): Plan {
  const frame = header + (room.compact ? side : foot);
  if (room.density === 'tiles') return { card: 'cell', laneHeight: frame + sets * (tileHeight + 6) };
  const bounded = Math.max(height, room.compact ? 0 : 156);
  if (room.density === 'cards') {
    const sizes: readonly CardSize[] = room.compact ? ['small'] : cardOrder;
    for (const card of sizes) {
      const needed = cardsHeight(most, laneWidth, podSizes[card]);
      const last = card === sizes.at(-1);
      if (needed === undefined || (needed + frame > bounded && !(last && needed <= 420))) continue;
      return { card, laneHeight: Math.max(needed + frame, Math.min(bounded, needed + frame + 28)) };
    }
  }
  const inner = { x: 0, y: 0, width: laneWidth - 2 * side, height: 0 };
  const grid = squareGrid(most, inner, Math.max(160, bounded - frame), cellSides);
  return { card: 'cell', laneHeight: Math.max(grid.height + frame, Math.min(bounded, 120)) };
}

function cardsHeight(count: number, laneWidth: number, card: Size): number | undefined {
  const columns = Math.floor((laneWidth - 2 * side + 8) / (card.width + 8));
  return columns < 1 ? undefined : Math.ceil(count / columns) * (card.height + 8) - 8;
}

class Placing {
  readonly lanes: LaneMark[] = [];
  readonly pods: PodMark[] = [];
  readonly tiles: TileMark[] = [];
  readonly #room: Room;
  readonly #messages: SceneMessages;

  constructor(room: Room, messages: SceneMessages) {
    this.#room = room;
    this.#messages = messages;
  }

  lane(lane: LaneFacts, box: Box, card: CardSize | 'cell'): void {
    this.lanes.push(laneMark(lane, box, this.#room));
    const bottomRoom = this.#room.compact ? side : foot;
    const inner = {
      x: box.x + side,
      y: box.y + header,
      width: box.width - 2 * side,
      height: box.height - header - bottomRoom,
    };
    if (this.#room.density === 'tiles') this.#countTiles(lane, inner);
    else if (card === 'cell' || !this.#cards(lane.pods, inner, card)) this.#cells(lane.pods, inner);
  }

  /** A flat lane: its Pods are cells after the title. */
  strip(lane: LaneFacts, box: Box): void {
    this.lanes.push(laneMark(lane, box, this.#room));
    const inner = { x: box.x + 112, y: box.y + 7, width: box.width - 120, height: box.height - 14 };
    if (this.#room.density === 'tiles') this.#countTiles(lane, { ...inner, y: box.y + 2, height: box.height - 4 });
    else this.#cells(lane.pods, inner);
  }

  #cards(pods: readonly PodFacts[], inner: Box, largest: CardSize): boolean {
    for (const card of cardOrder.slice(cardOrder.indexOf(largest))) {
      const size = podSizes[card];
      const columns = Math.floor((inner.width + 8) / (size.width + 8));
      if (columns < 1 || Math.ceil(pods.length / columns) * (size.height + 8) - 8 > inner.height + 1) continue;
      const used = Math.min(columns, Math.max(1, pods.length)) * (size.width + 8) - 8;
      const rows = Math.max(1, Math.ceil(pods.length / columns));
      const left = inner.x + (inner.width - used) / 2;
      const spare = inner.height - rows * (size.height + 8) + 8;
      const top = inner.y + Math.max(0, this.#room.compact ? spare / 2 : Math.min(2, spare));
      pods.forEach((pod, index) => {
        const x = left + (index % columns) * (size.width + 8);
        const y = top + Math.floor(index / columns) * (size.height + 8);
        this.pods.push(podMark(pod, { x, y, ...size }, card));
      });
      return true;
    }
    return false;
  }

  #cells(pods: readonly PodFacts[], inner: Box): void {
    const grid = squareGrid(pods.length, inner, inner.height, cellSides);
    pods.forEach((pod, index) => this.pods.push(podMark(pod, grid.place(index), 'cell')));
  }

  #countTiles(lane: LaneFacts, inner: Box): void {
    let { y } = inner;
    for (const [setKey, pods] of podsBy(lane.pods, (pod) => pod.setKey ?? '')) {
      const title = setKey === '' ? 'Pods' : setKey.slice(setKey.indexOf('/') + 1);
      const box = { x: inner.x, y, width: inner.width, height: tileHeight };
      this.tiles.push(tileMark(`tile:${lane.id}:${setKey}`, title, lane.title, pods, box, this.#messages));
      y += tileHeight + 6;
    }
  }
}

export function tileMark(
  id: string,
  title: string,
  place: string,
  pods: readonly { readonly state: PodState }[],
  box: Box,
  messages: SceneMessages,
): TileMark {
  const counts = new Map<PodState, number>();
  for (const { state } of pods) counts.set(state, (counts.get(state) ?? 0) + 1);
  const order: readonly PodState[] = [
    'ready',
    'unready',
    'starting',
    'pending',
    'terminating',
    'failed',
    'unknown',
    'completed',
  ];
  const parts = order.flatMap((state) => {
    const count = counts.get(state) ?? 0;
    return count === 0
      ? []
      : [{ state, count, text: fill(messages.pod.count, { count, state: messages.states[state] }) }];
  });
  const words = fill(messages.pod.tile, { set: title, node: place, parts: parts.map(({ text }) => text).join(', ') });
  return { id, box, words, about: null, title, total: String(pods.length), parts };
}

function laneMark(lane: LaneFacts, box: Box, room: Room): LaneMark {
  const { id, kind, state, words, about, machine } = lane;
  const title = shortenedName(lane.title, box.width - 40, { px: 13.5 });
  const left = box.width - 52 - title.length * 7.5;
  return {
    id,
    box,
    words,
    about,
    kind,
    title,
    side: sideText(lane, left),
    foot: room.compact ? '' : shortened(lane.notes.join(' · '), box.width - 20, { px: 11 }),
    state,
    notes: lane.notes,
    machine,
    alert: badge(lane.alert, box.width - 26),
  };
}

function badge(whole: string, width: number): Badge | null {
  if (whole === '') return null;
  const text = shortened(whole, width, badgeFace);
  return { text, width: Math.ceil(textWidth(text, badgeFace)) + 18 };
}

/** Zone and capacity if there is room, else the zone; the remark on the Unscheduled lane is whole or not there. */
function sideText({ kind, side: text, foot: capacity }: LaneFacts, width: number): string {
  const face = { px: 11.5 };
  const all = [text, capacity].filter((part) => part !== '').join(' · ');
  if (textWidth(all, face) <= width) return all;
  return kind === 'unscheduled' || width < 44 ? '' : shortened(text, width, face);
}

function podMark(pod: PodFacts, box: Box, size: PodMark['size']): PodMark {
  const cell = size === 'cell';
  const hasDetail = size === 'large' || size === 'medium';
  const textRoom = box.width - (size === 'flat' ? flatRing : size === 'small' ? 4 : 8);
  const fitted = (text: string, px: number): string => (cell ? '' : shortened(text, textRoom, { px }));
  return {
    id: pod.id,
    box,
    words: pod.words,
    about: pod.about,
    size,
    hue: pod.hue,
    numeral: cell && box.width < 18 ? '' : pod.ordinal === null ? '' : String(pod.ordinal),
    // A random end is wider than it is thought to be.
    name: cell ? '' : shortenedName(pod.name, textRoom - (pod.ordinal === null ? 8 : 0), { px: 13 }),
    state: pod.state,
    stateText: cell ? '' : shortState(pod.stateText, textRoom, { px: size === 'small' ? 11 : 11.5 }),
    detailText: hasDetail ? fitted(pod.detailText, 11) : '',
    ring: pod.ring,
    countdown: cell || (hasDetail && pod.ring.kind === 'cross') ? '' : pod.countdown,
    image: hasDetail ? shortened(pod.image, textRoom - 20, { px: 11, mono: true }) : '',
    revision: pod.revision,
    incarnation: pod.incarnation,
    restarts: pod.restarts,
  };
}
