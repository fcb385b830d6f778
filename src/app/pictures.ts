// Stage, timeline and transport on the page: made when React gives them a place, fed with every instant on show, without
// React in between.
import type { Doors } from './doors.ts';
import type { PlayedRun } from './played-run.ts';
import type { Run } from '../run/run.ts';
import { composeScene } from '../scene/compose.ts';
import type { Instant } from '../scene/instant.ts';
import type { Flag, Size } from '../scene/scene.ts';
import { composeTimeline } from '../scene/timeline.ts';
import type { Player, PlayerState } from '../stage/player.ts';
import { createStage } from '../stage/stage.ts';
import type { Stage } from '../stage/stage.ts';
import { createTimeline } from '../stage/timeline.ts';
import type { Timeline } from '../stage/timeline.ts';
import { createTransport } from '../stage/transport.ts';
import type { Transport, TransportMessages, TransportOptions } from '../stage/transport.ts';

export interface PicturesOptions {
  readonly say: Doors['say'];
  readonly played: () => PlayedRun;
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

interface Staged {
  readonly box: HTMLElement;
  readonly made: Stage;
}

export function createPictures({ say, played, onSelect, selected }: PicturesOptions): Pictures {
  let stage: Stage | undefined;
  let timeline: Timeline | undefined;
  let transport: Transport | undefined;
  let preview: Staged | undefined;
  let moving = false;
  let firstDrawn = () => {};
  const first = new Promise<void>((resolve) => (firstDrawn = resolve));
  const player = () => played().player;

  function drawStage(instant: Instant, animate: boolean): void {
    moving = false;
    // Before the page is laid out there is no room: the stage says when there is.
    if (!stage || !isRoom(stage.room())) return;
    const scene = composeScene(instant, stage.room());
    stage.update(scene, { animate, selected: selected() });
    ({ moving } = scene);
    firstDrawn();
  }
  function drawTimeline({ history, atMs, messages }: Instant, headMs: number): void {
    if (!timeline || !isRoom(timeline.room())) return;
    const flags = flagsOf(played().run, say);
    timeline.update(composeTimeline({ history, atMs, headMs, flags, messages }, timeline.room()));
  }

  function stageIn(place: HTMLElement): Staged {
    const box = document.createElement('div');
    box.className = 'picture-box';
    place.append(box);
    const made = createStage(box, {
      label: say('region.pictureLabel'),
      onSelect,
      onResize: () => drawStage(played().instant(), false),
    });
    stage = made;
    drawStage(played().instant(), false);
    return { box, made };
  }

  return {
    first,
    isMoving: () => moving,
    draw(state) {
      const instant = played().instant();
      drawStage(instant, state.animate);
      drawTimeline(instant, state.headMs);
      transport?.update(state);
    },
    previewStage(place) {
      preview = stageIn(place);
    },
    mountStage(place) {
      const { box, made } = preview ?? stageIn(place);
      preview = undefined;
      place.append(box);
      return () => {
        made.destroy();
        box.remove();
        if (stage === made) stage = undefined;
      };
    },
    mountTimeline(place) {
      const made = createTimeline(place, {
        label: say('region.timeline'),
        onSeek: (ms, dragging) => player().seek(ms, dragging),
        onResize: () => drawTimeline(played().instant(), player().state().headMs),
      });
      timeline = made;
      drawTimeline(played().instant(), player().state().headMs);
      return () => {
        made.destroy();
        if (timeline === made) timeline = undefined;
      };
    },
    mountTransport(place) {
      const made = createTransport(place, transportOptions(player, say));
      transport = made;
      made.update(player().state());
      return () => {
        made.destroy();
        if (transport === made) transport = undefined;
      };
    },
  };
}

const isRoom = ({ width, height }: Size): boolean => width > 0 && height > 0;

const transportOptions = (player: () => Player, say: Doors['say']): TransportOptions => ({
  messages: transportMessages(say),
  onToggle: () => player().toggle(),
  onStart: () => player().toStart(),
  onEnd: () => player().toEnd(),
  onSettle: () => player().runUntilSettled(),
  onSpeed: (speed) => player().setSpeed(speed),
});

const flagsOf = (run: Run, say: Doors['say']): readonly Flag[] => [
  { id: 'start', atMs: 0, label: say('time.flag.start') },
  ...run.inputs.map(({ atMs, kind, value }, at) => ({
    id: `input:${at}`,
    atMs,
    label: kind === 'edit' ? say('time.flag.apply') : kind === 'line' ? value : say('time.flag.request'),
  })),
];

const transportMessages = (say: Doors['say']): TransportMessages => ({
  group: say('region.time'),
  play: say('time.play'),
  pause: say('time.pause'),
  toStart: say('time.start'),
  toEnd: say('time.end'),
  settle: say('time.settle'),
  speed: say('time.speed'),
  time: say('time.now'),
});
