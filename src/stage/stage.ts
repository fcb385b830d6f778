// Draws Scenes into an SVG of its own under a container, by keyed joins; knows no cluster, no React and no wall clock.
import type { Scene, Size } from '../scene/scene.ts';

export interface StageOptions {
  /** A short name of the picture for screen readers, with a hint to the table that says the same. */
  readonly label: string;
  /** `about` of the mark (`Kind namespace/name`), or null for the ground. */
  readonly onSelect: (about: string | null) => void;
  /** The room has changed: compose the Scene anew. Called once after creation. */
  readonly onResize: (room: Size) => void;
}

export interface Stage {
  /** `animate: false` while scrubbing and above 8×; reduced motion is respected by itself. */
  update(scene: Scene, options?: { readonly animate?: boolean; readonly selected?: string | null }): void;
  room(): Size;
  setLabel(label: string): void;
  destroy(): void;
}

export function createStage(container: HTMLElement, options: StageOptions): Stage {
  throw new Error(`not drawn yet: ${container.tagName} ${options.label}`);
}
