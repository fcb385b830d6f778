// Where everything stands: three bands in fixed places, a pure function of what is there and of the room. Never
// force-directed, so that the same cluster always looks the same.
import type { Instant } from './instant.ts';
import { placeLanes, tileMark } from './layout-lanes.ts';
import { placeSets } from './layout-sets.ts';
import { keptHeight, placeVolumes } from './layout-volumes.ts';
import { fill } from './messages.ts';
import type { Projection } from './project.ts';
import { divideRoom, gap } from './room.ts';
import type { Room } from './room.ts';
import type { BandMark, Box, ChipMark, Scene, SetMark, Size, TileMark, VolumeMark } from './scene.ts';
import { lines } from './text.ts';
import { setChips } from './set-chips.ts';
import { placeThreads } from './threads.ts';
import { waitChips } from './wait-chips.ts';

const titleHeight = 24;

/** Room between bands for the threads to swing. */
const swing = { wide: { tight: 22, least: 44, most: 92 }, compact: { tight: 22, least: 30, most: 56 } };

export type Layout = Omit<Scene, 'atMs' | 'pulses' | 'moving'>;

export function layout(projection: Projection, size: Size, instant: Instant): Layout {
  const room = divideRoom(size, projection);
  const { messages } = instant;
  const wanted = placeSets(projection.sets, titleHeight + 6, room);
  const kept = room.density === 'tiles' ? 64 * Math.max(1, projection.sets.length) : keptHeight(projection, room);
  const { tight, least, most } = swing[room.compact ? 'compact' : 'wide'];
  const spare = room.height - wanted.bottomY - 2 * least - kept - 12;
  const slotCount = projection.sets.reduce((sum, set) => sum + set.slots.length, 0);
  const podCount = slotCount + projection.pods.filter(({ setKey }) => setKey === null).length;
  const trial = placeLanes(projection.lanes, 0, spare, podCount, room, messages);
  const slack = spare - trial.bottomY;
  // What does not fit is drawn closer together before it is cut off.
  const swingHeight = Math.round(Math.max(tight, Math.min(most, least + slack / 2)));
  const lanesTop = wanted.bottomY + swingHeight;
  const running = placeLanes(projection.lanes, lanesTop, spare, podCount, room, messages);
  const keptTop = running.bottomY + swingHeight;
  const tiles = room.density === 'tiles' ? countTiles(projection, wanted.sets, keptTop, room, instant) : [];
  const drums = room.density === 'tiles' ? [] : placeVolumes(projection, wanted.places, keptTop, room).volumes;
  const bands = bandsOf(
    room,
    { top: lanesTop, bottom: running.bottomY },
    { top: keptTop, bottom: keptTop + kept },
    messages,
  );
  const waiting = waitChips(
    projection,
    { pods: running.pods, lanes: running.lanes, volumes: drums, bands },
    instant,
    room,
  );
  const volumes = room.compact ? drums : withoutStateUnder(waiting, drums);
  const height = Math.max(room.height, keptTop + kept + 12);
  return {
    size: { width: room.width, height },
    arrangement: room.compact ? 'compact' : 'wide',
    density: room.density,
    bands,
    sets: wanted.sets,
    slots: wanted.slots,
    lanes: running.lanes,
    pods: running.pods,
    tiles: [...running.tiles, ...tiles],
    volumes,
    threads: placeThreads(projection, wanted.slots, running.pods, volumes),
    chips: [...setChips(projection.sets, wanted.places, instant, room), ...waiting],
    notice: projection.sets.length + projection.pods.length + drums.length === 0 ? messages.notice.empty : '',
  };
}

/** A chip under a drum takes the line of its state. */
function withoutStateUnder(chips: readonly ChipMark[], volumes: readonly VolumeMark[]): readonly VolumeMark[] {
  const taken = new Set(chips.map(({ id }) => id));
  return volumes.map((volume) => (taken.has(`chip:${volume.id}`) ? { ...volume, stateText: '' } : volume));
}

interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** The titles stand in the left column, where few threads pass; KEPT beside its drums if there is a column. */
function bandsOf(room: Room, running: Extent, kept: Extent, { bands }: Instant['messages']): readonly BandMark[] {
  const title = (id: BandMark['id'], y: number, width: number): BandMark => ({
    id,
    box: { x: room.pad, y, width, height: titleHeight },
    title: bands[id].title,
    hint: id === 'wanted' || (id === 'running' && !room.compact) ? bands[id].hint : '',
    lines: id === 'kept' && !room.compact ? lines(bands[id].hint, room.rail.width, { px: 12.5 }) : [],
  });
  return [
    title('wanted', 6, room.width - 2 * room.pad),
    title('running', running.top - titleHeight, room.rail.width),
    title('kept', room.compact ? kept.top - titleHeight : kept.top + 8, room.rail.width),
  ];
}

/** For very many: a tile of slots in each set's panel, and one of its claims below. */
function countTiles(
  projection: Projection,
  panels: readonly SetMark[],
  keptTop: number,
  room: Room,
  { messages }: Instant,
): readonly TileMark[] {
  return projection.sets.flatMap((set, index) => {
    const panel = panels[index];
    if (!panel || set.slots.length === 0) return [];
    const top = room.compact ? panel.box.y + 50 : panel.box.y + 14;
    const place: Box = {
      ...room.content,
      x: room.content.x + gap,
      y: top,
      width: room.content.width - 2 * gap,
      height: 64,
    };
    const there = set.slots.flatMap(({ pod }) => pod ?? []);
    const claims = set.slots.flatMap((slot) => slot.claims);
    const bound = claims.filter((claim) => claim.state === 'bound').length;
    const claimsBox = { ...room.content, y: keptTop + index * 64, height: 54 };
    const text = fill(messages.volume.tileBound, { bound, count: claims.length });
    const title = fill(messages.volume.tile, { set: set.name });
    const wanted = tileMark(`tile:${set.id}`, set.name, messages.bands.wanted.title, there, place, messages);
    return [
      { ...wanted, about: `StatefulSet ${set.key}` },
      {
        id: `tile:claims:${set.key}`,
        box: claimsBox,
        words: `${title}: ${text}`,
        about: null,
        title,
        total: text,
        parts: bound > 0 ? [{ state: 'ready' as const, count: bound, text }] : [],
      },
    ];
  });
}
