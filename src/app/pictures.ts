// The pictures on the page: made when React gives them a place, fed with every instant on show, without React in between. The
// stage is here, which is drawn before there is a page; whoever gives a place to another one brings what makes it.
import type { Doors } from './doors.ts';
import type { PlayedRun } from './played-run.ts';
import { drawnCalmly } from './drawn-calmly.ts';
import { choosing } from './inspector-focus.ts';
import { mounting } from './mounting.ts';
import { composeScene } from '../scene/compose.ts';
import type { Size } from '../scene/scene.ts';
import type { PlayerState } from '../stage/player.ts';
import { createStage } from '../stage/stage.ts';
import type { Stage } from '../stage/stage.ts';

/** What every picture needs. */
export interface PictureParts {
  /** Wall time in ms. */
  readonly now: () => number;
  readonly say: Doors['say'];
  readonly played: () => PlayedRun;
  readonly onStep: (direction: 1 | -1) => void;
}

export interface PicturesOptions extends PictureParts {
  readonly onSelect: (about: string | null) => void;
  readonly selected: () => string | null;
}

/** One beside the stage. */
export interface Picture {
  readonly draw: (state: PlayerState) => void;
  readonly destroy: () => void;
}

export type MakePicture = (box: HTMLElement, parts: PictureParts) => Picture;

export interface Pictures {
  /** Resolves when the first picture has been drawn. */
  readonly first: Promise<void>;
  /** Time alone moves what was drawn last. */
  readonly isMoving: () => boolean;
  readonly draw: (state: PlayerState) => void;
  /** Before there is a page around it: the next `mountStage` moves it where it belongs. */
  readonly previewStage: (place: HTMLElement) => void;
  readonly mountStage: (place: HTMLElement) => () => void;
  /** Makes another one in this place; gives what takes it away again. */
  readonly mountPicture: (place: HTMLElement, make: MakePicture) => () => void;
}

export function createPictures({ onSelect, selected, ...parts }: PicturesOptions): Pictures {
  const { now, say, played } = parts;
  let moving = false;
  // Kept, and not asked for with every frame: that would lay the page out each time.
  let stageRoom: Size = { width: 0, height: 0 };
  let firstDrawn = () => {};
  const first = new Promise<void>((resolve) => (firstDrawn = resolve));
  const player = () => played().player;
  const others = new Set<Picture>();

  const stage = mounting<Stage>(
    (box) =>
      createStage(box, { label: say('region.pictureLabel'), onSelect: choosing(onSelect), onResize: drawStageIn }),
    (made) => drawStageIn(made.room()),
  );

  function drawStageIn(room: Size): void {
    stageRoom = room;
    drawStage(false);
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

  const stageCalmly = drawnCalmly(() => drawStage(player().state().animate), now);

  return {
    first,
    isMoving: () => moving,
    draw(state) {
      stageCalmly(state.mode === 'paused');
      for (const other of others) other.draw(state);
    },
    previewStage: stage.preview,
    mountStage: stage.mount,
    mountPicture(place, make) {
      const box = document.createElement('div');
      box.className = 'mounted';
      place.append(box);
      const made = make(box, parts);
      others.add(made);
      made.draw(player().state());
      return () => {
        others.delete(made);
        made.destroy();
        box.remove();
      };
    },
  };
}

const isRoom = ({ width, height }: Size): boolean => width > 0 && height > 0;
