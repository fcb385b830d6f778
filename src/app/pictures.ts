// Stage, timeline and transport on the page: made when React gives them a place, fed with every instant on show, without
// React in between.
import type { Doors } from './doors.ts';
import type { PlayedRun } from './played-run.ts';
import type { Run } from '../run/run.ts';
import { drawnCalmly } from './drawn-calmly.ts';
import { choosing } from './inspector-focus.ts';
import { inputLabel, stepLabel } from './input-label.ts';
import { mounting } from './mounting.ts';
import { composeScene } from '../scene/compose.ts';
import type { Flag, Size, TimelineScene } from '../scene/scene.ts';
import { composeTimeline, withPlayhead } from '../scene/timeline.ts';
import type { Player, PlayerState } from '../stage/player.ts';
import { createStage } from '../stage/stage.ts';
import type { Stage } from '../stage/stage.ts';
import { createTimeline } from '../stage/timeline.ts';
import type { Timeline, TimelineOptions } from '../stage/timeline.ts';
import { createTransport } from '../stage/transport.ts';
import type { Transport, TransportMessages, TransportOptions } from '../stage/transport.ts';

export interface PicturesOptions {
  /** Wall time in ms. */
  readonly now: () => number;
  readonly say: Doors['say'];
  readonly played: () => PlayedRun;
  readonly onStep: (direction: 1 | -1) => void;
  readonly onSelect: (about: string | null) => void;
  readonly selected: () => string | null;
}

export interface Pictures {
  /** Resolves when the first picture has been drawn. */
  readonly first: Promise<void>;
  /** Time alone moves what was drawn last. */
  readonly isMoving: () => boolean;
  readonly draw: (state: PlayerState) => void;
  /** Before there is a page around it: the next `mountStage` moves it where it belongs. */
  readonly previewStage: (place: HTMLElement) => void;
  readonly mountStage: (place: HTMLElement) => () => void;
  readonly mountTimeline: (place: HTMLElement) => () => void;
  readonly mountTransport: (place: HTMLElement) => () => void;
}

export function createPictures({ now, say, played, onStep, onSelect, selected }: PicturesOptions): Pictures {
  let moving = false;
  // Kept, and not asked for with every frame: that would lay the page out each time.
  let stageRoom: Size = { width: 0, height: 0 };
  let timelineRoom = stageRoom;
  let firstDrawn = () => {};
  const first = new Promise<void>((resolve) => (firstDrawn = resolve));
  const player = () => played().player;

  const stage = mounting<Stage>(
    (box) =>
      createStage(box, { label: say('region.pictureLabel'), onSelect: choosing(onSelect), onResize: drawStageIn }),
    (made) => drawStageIn(made.room()),
  );
  const timeline = mounting<Timeline>(
    (box) => createTimeline(box, timelineOptions(player, say, drawTimelineIn)),
    (made) => drawTimelineIn(made.room()),
  );
  const transport = mounting<Transport>(
    (box) => createTransport(box, transportOptions(player, say, onStep)),
    (made) => made.update(player().state()),
  );

  function drawStageIn(room: Size): void {
    stageRoom = room;
    drawStage(false);
  }
  function drawTimelineIn(room: Size): void {
    timelineRoom = room;
    drawTimeline();
  }
  function drawStage(animate: boolean): void {
    moving = false;
    const drawn = stage.now();
    // Before the page is laid out there is no room: the stage says when there is.
    if (!drawn || !isRoom(stageRoom)) return;
    const scene = composeScene(played().instant(), stageRoom);
    drawn.update(scene, { animate, selected: selected() });
    ({ moving } = scene);
    firstDrawn();
  }
  function drawTimeline(): void {
    const drawn = timeline.now();
    if (!drawn || !isRoom(timelineRoom)) return;
    drawn.update(composed(played(), timelineRoom));
  }

  const composed = timelineComposer(say);
  const stageCalmly = drawnCalmly(() => drawStage(player().state().animate), now);
  const timelineCalmly = drawnCalmly(drawTimeline, now);

  return {
    first,
    isMoving: () => moving,
    draw(state) {
      const last = state.mode === 'paused';
      stageCalmly(last);
      timelineCalmly(last);
      transport.now()?.update(state);
    },
    previewStage: stage.preview,
    mountStage: stage.mount,
    mountTimeline: timeline.mount,
    mountTransport: transport.mount,
  };
}

/** While one moves in what has happened the lanes stay as they are: only the playhead is placed anew. */
function timelineComposer(say: Doors['say']): (played: PlayedRun, room: Size) => TimelineScene {
  let last: { readonly from: readonly unknown[]; readonly scene: TimelineScene } | undefined;
  return ({ run, instant, player }, room) => {
    const { history, atMs, messages } = instant();
    const { headMs } = player.state();
    const from = [run, history.revision, headMs, run.inputs.length, run.playedSteps.length, room, messages];
    if (last && from.every((one, at) => one === last?.from[at])) return withPlayhead(last.scene, atMs, messages);
    const flags = flagsOf(run, say);
    last = { from, scene: composeTimeline({ history, atMs, headMs, flags, messages }, room) };
    return last.scene;
  };
}

const isRoom = ({ width, height }: Size): boolean => width > 0 && height > 0;

const timelineOptions = (
  player: () => Player,
  say: Doors['say'],
  onResize: TimelineOptions['onResize'],
): TimelineOptions => ({
  label: say('region.timeline'),
  onSeek: (ms, dragging) => player().seek(ms, dragging),
  onResize,
});

const transportOptions = (
  player: () => Player,
  say: Doors['say'],
  onStep: TransportOptions['onStep'],
): TransportOptions => ({
  messages: transportMessages(say),
  onToggle: () => player().toggle(),
  onStart: () => player().toStart(),
  onEnd: () => player().toEnd(),
  onStep,
  onSettle: () => player().runUntilSettled(),
  onSpeed: (speed) => player().setSpeed(speed),
});

/** What came from outside: the scenario's own steps and what the user did. */
const flagsOf = (run: Run, say: Doors['say']): readonly Flag[] =>
  [{ id: 'start', atMs: 0, label: say('time.flag.start') }, ...stepFlags(run, say), ...inputFlags(run, say)].toSorted(
    (one, other) => one.atMs - other.atMs,
  );

const stepFlags = ({ playedSteps, scenario }: Run, say: Doors['say']): readonly Flag[] =>
  playedSteps.flatMap(({ atMs, at }) => {
    const step = scenario.steps[at];
    return step && step.action.kind !== 'none' ? [{ id: `step:${at}`, atMs, label: stepLabel(step, say) }] : [];
  });

const inputFlags = ({ inputs }: Run, say: Doors['say']): readonly Flag[] =>
  inputs.map((input, at) => ({ id: `input:${at}`, atMs: input.atMs, label: inputLabel(input, say) }));

const transportMessages = (say: Doors['say']): TransportMessages => ({
  group: say('region.time'),
  play: say('time.play'),
  pause: say('time.pause'),
  toStart: say('time.start'),
  toEnd: say('time.end'),
  stepBack: say('time.stepBack'),
  stepForward: say('time.stepForward'),
  settle: say('time.settle'),
  speed: say('time.speed'),
  time: say('time.now'),
});
