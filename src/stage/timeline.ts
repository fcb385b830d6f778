// Draws the swim lanes and turns a click, a drag or an arrow key on them into a time to show.
import type { Size, TimelineScene } from '../scene/scene.ts';

export interface TimelineOptions {
  readonly label: string;
  /** Cluster milliseconds; `dragging` while the pointer is down: draw without comfort transitions. */
  readonly onSeek: (ms: number, dragging: boolean) => void;
  readonly onResize: (room: Size) => void;
}

export interface Timeline {
  update(scene: TimelineScene): void;
  room(): Size;
  setLabel(label: string): void;
  destroy(): void;
}

export function createTimeline(container: HTMLElement, options: TimelineOptions): Timeline {
  throw new Error(`not drawn yet: ${container.tagName} ${options.label}`);
}
