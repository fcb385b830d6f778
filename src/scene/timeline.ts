// The swim lanes of a run: one lane per identity, its states as bars, inputs as flags, alarms as lamps, the playhead.
import type { History, LaneStory, PodStory } from './history.ts';
import { hueOf } from './identity.ts';
import { fill } from './messages.ts';
import type { SceneMessages } from './messages.ts';
import type { LaneBar, Size, TimelineLane, TimelineScene, TimelineTick, Flag } from './scene.ts';
import { flagRowHeight, placeFlags } from './timeline-flags.ts';
import type { PlacedFlag } from './timeline-flags.ts';
import { shortenedName } from './text.ts';
import { timeText } from './time-text.ts';

export interface TimelineInstant {
  readonly history: History;
  /** The instant on show, and the end of what has happened. */
  readonly atMs: number;
  readonly headMs: number;
  readonly flags: readonly Flag[];
  readonly messages: SceneMessages;
}

/** The head of the playhead and the lamps have a row of their own, so that they hide no label. */
const cursorRow = 15;
const axisRow = 20;
const side = 16;
const rows = { most: 26, least: 3, labelled: 14 };

/** Ends of the axis at which the scale stays while time goes on, in seconds; longer runs go on in powers of two. */
const ends = [20, 30, 40, 50, 60, 80, 100, 120, 150, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600];
const tickSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400, 604800];

/** Fitted so that all that happened, and a little of what may come, is in view. */
export function composeTimeline(instant: TimelineInstant, room: Size): TimelineScene {
  const { history, atMs, headMs, flags, messages } = instant;
  const stories = sortedLanes(history);
  const compact = room.width < 600;
  const labelWidth = compact ? 88 : Math.min(132, Math.max(84, room.width * 0.11));
  const toMs = endOfAxis(Math.max(headMs, atMs, history.lastMs));
  const [plotX, plotWidth] = [side + labelWidth, Math.max(60, room.width - labelWidth - 2 * side)];
  const scale: Scale = { x: plotX, pxPerMs: plotWidth / toMs };
  const placed = placeFlags(placesOf(flags, scale, messages), plotX + plotWidth, flagRowsIn(room, stories.length));
  const plot = { x: plotX, y: cursorRow + placed.rows * flagRowHeight + 2, width: plotWidth, height: 0 };
  const free = room.height - plot.y - axisRow;
  const rowHeight = Math.min(rows.most, Math.max(rows.least, free / Math.max(1, stories.length)));
  const height = Math.max(free, rowHeight * stories.length);
  const lanes = stories.map((story, index) =>
    laneOf(story, plot.y + rowHeight * (index + 0.5), rowHeight, labelWidth, scale, instant),
  );
  return {
    atMs,
    headMs,
    size: { width: room.width, height: height + plot.y + axisRow },
    plot: { ...plot, height },
    fromMs: 0,
    toMs,
    lanes,
    ticks: ticksOf(toMs, scale, plot.width, messages),
    flags: placed.flags,
    flagRows: { y: cursorRow, height: flagRowHeight },
    lamps: history.alarms.map((alarm) => ({
      id: alarm.id,
      x: placeOf(alarm.atMs, scale),
      label: fill(messages.timeline[alarm.kind === 'pod' ? 'podFailed' : 'nodeSilent'], { name: alarm.name }),
    })),
    playheadX: placeOf(atMs, scale),
    headX: placeOf(headMs, scale),
    words: wordsAt(atMs, headMs, messages),
  };
}

/** Lanes keep their names before labels of flags get more rows. */
function flagRowsIn({ width, height }: Size, lanes: number): number {
  const spare = height - cursorRow - 2 - axisRow - lanes * rows.labelled;
  return Math.min(width < 600 ? 2 : 3, Math.max(1, Math.floor(spare / flagRowHeight)));
}

/** The same picture with the playhead at another instant: all else of it depends on what has happened, and not on what is on show. */
export function withPlayhead(scene: TimelineScene, atMs: number, messages: SceneMessages): TimelineScene {
  const { plot, toMs, headMs } = scene;
  const playheadX = placeOf(atMs, { x: plot.x, pxPerMs: plot.width / toMs });
  return { ...scene, atMs, playheadX, words: wordsAt(atMs, headMs, messages) };
}

const wordsAt = (atMs: number, headMs: number, { timeline }: SceneMessages): string =>
  fill(timeline.words, { at: timeText(atMs, timeline, true), head: timeText(headMs, timeline, true) });

const placesOf = (flags: readonly Flag[], scale: Scale, { timeline }: SceneMessages): readonly PlacedFlag[] =>
  flags.map(({ id, atMs, label }) => ({
    id,
    x: placeOf(atMs, scale),
    label,
    words: `${timeText(atMs, timeline, true)} ${label}`,
  }));

interface Scale {
  readonly x: number;
  readonly pxPerMs: number;
}

/** Tenths of a pixel: what does not visibly move stays equal. */
const placeOf = (ms: number, { x, pxPerMs }: Scale): number => Math.round((x + ms * pxPerMs) * 10) / 10;

function endOfAxis(lastMs: number): number {
  const seconds = (lastMs / 1000) * 1.06;
  const listed = ends.find((end) => end >= seconds);
  if (listed !== undefined) return listed * 1000;
  let end = 3600;
  while (end < seconds) end *= 1.5;
  return end * 1000;
}

/** By set and ordinal, then the Pods of no set. */
function sortedLanes(history: History): readonly LaneStory[] {
  const rank = (lane: LaneStory): string => (lane.setKey === null ? '~' : lane.setKey);
  return [...history.lanes.values()].toSorted((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) < rank(b) ? -1 : 1;
    if (a.ordinal !== b.ordinal) return (a.ordinal ?? 0) - (b.ordinal ?? 0);
    return a.key < b.key ? -1 : 1;
  });
}

function laneOf(
  story: LaneStory,
  y: number,
  rowHeight: number,
  labelWidth: number,
  scale: Scale,
  instant: TimelineInstant,
): TimelineLane {
  const labelled = rowHeight >= rows.labelled;
  return {
    id: `lane:${story.key}`,
    label: labelled ? shortenedName(story.name, labelWidth - 14, { px: 12, mono: true }) : '',
    hue: hueOf(story.ordinal),
    y: Math.round(y * 10) / 10,
    thickness: Math.max(2, Math.min(14, Math.round(rowHeight * 0.62))),
    labelled,
    bars: story.pods.flatMap((pod) => barsOf(story.name, pod, scale, instant)),
  };
}

function barsOf(name: string, pod: PodStory, scale: Scale, { headMs, messages }: TimelineInstant): readonly LaneBar[] {
  const texts = messages.timeline;
  return pod.spans.flatMap((span, index) => {
    const next = pod.spans[index + 1];
    const toMs = next?.fromMs ?? pod.goneMs ?? headMs;
    const x = placeOf(span.fromMs, scale);
    const width = placeOf(toMs, scale) - x;
    if (width <= 0 && next) return [];
    const open = !next && pod.goneMs === undefined;
    const words = fill(texts.bar, {
      name,
      state: messages.states[span.state],
      from: timeText(span.fromMs, texts, true),
      to: open ? texts.open : timeText(toMs, texts, true),
    });
    return [
      { id: `${pod.uid}:${index}`, x, width: Math.round(Math.max(0, width) * 10) / 10, state: span.state, words },
    ];
  });
}

function ticksOf(toMs: number, scale: Scale, width: number, messages: SceneMessages): readonly TimelineTick[] {
  const most = Math.max(2, Math.floor(width / 76));
  const step = (tickSteps.find((seconds) => toMs / 1000 / seconds <= most) ?? 604800) * 1000;
  const ticks: TimelineTick[] = [];
  for (let ms = 0; ms <= toMs; ms += step)
    ticks.push({ id: `tick:${ms}`, x: placeOf(ms, scale), label: timeText(ms, messages.timeline) });
  return ticks;
}
