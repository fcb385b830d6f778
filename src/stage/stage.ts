// Draws Scenes into an SVG of its own under a container, by keyed joins; knows no cluster, no React and no wall clock.
import { select } from 'd3';
import type { Scene, Size } from '../scene/scene.ts';
import { observeRoom, roomOf } from './observe-room.ts';
import { createPicture } from './picture.ts';
import type { Picture } from './picture.ts';
import { RovingFocus } from './roving-focus.ts';
import type { Choose } from './roving-focus.ts';
import './identity.css';
import './stage.css';

export interface StageOptions {
  /** A short name of the picture for screen readers, with a hint to the table that says the same. */
  readonly label: string;
  /** `about` of the mark is `Kind namespace/name`. */
  readonly onSelect: Choose;
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

export const createStage = (container: HTMLElement, options: StageOptions): Stage => new SvgStage(container, options);

class SvgStage implements Stage {
  readonly #root: HTMLElement;
  readonly #svg: SVGSVGElement;
  readonly #notice: HTMLElement;
  readonly #picture: Picture;
  readonly #focus: RovingFocus;
  readonly #stillness = window.matchMedia('(prefers-reduced-motion: reduce)');
  readonly #stopObserving: () => void;
  #scene: Scene | undefined;
  #selected: string | null = null;

  constructor(container: HTMLElement, { label, onSelect, onResize }: StageOptions) {
    const root = select(container).append<HTMLElement>('div').attr('class', 'stage');
    const svg = root.append<SVGSVGElement>('svg').attr('class', 'stage-picture').attr('role', 'group');
    const notice = root.append<HTMLElement>('p').attr('class', 'stage-notice');
    [this.#root, this.#svg, this.#notice] = [made(root.node()), made(svg.node()), made(notice.node())];
    this.#notice.hidden = true;
    this.#picture = createPicture(this.#svg);
    this.#focus = new RovingFocus(this.#root, onSelect);
    this.setLabel(label);
    this.#stopObserving = observeRoom(this.#root, onResize);
  }

  update(scene: Scene, options: { readonly animate?: boolean; readonly selected?: string | null } = {}): void {
    const { animate = true, selected = this.#selected } = options;
    const before = this.#scene;
    if (scene !== before) {
      this.#scene = scene;
      this.#frame(scene, before);
      const reduced = this.#stillness.matches;
      const sameRoom = before?.size.width === scene.size.width && before.density === scene.density;
      const changed = this.#picture.update(scene, { animate: animate && sameRoom && !reduced, reduced });
      if (changed) this.#focus.update(this.#picture.places());
      else if (selected === this.#selected) return;
    }
    this.#select(selected);
  }

  room(): Size {
    return roomOf(this.#root);
  }

  setLabel(label: string): void {
    this.#svg.setAttribute('aria-label', label);
  }

  destroy(): void {
    this.#stopObserving();
    this.#root.remove();
  }

  #frame(scene: Scene, before: Scene | undefined): void {
    const { width, height } = scene.size;
    if (before?.size.width !== width) this.#svg.setAttribute('width', String(width));
    if (before?.size.height !== height) this.#svg.setAttribute('height', String(height));
    this.#svg.dataset['density'] = scene.density;
    if (before?.notice === scene.notice) return;
    this.#notice.textContent = scene.notice;
    this.#notice.hidden = scene.notice === '';
  }

  /** Everything that stands for the selected object is ringed: a slot and its Pod speak of the same one. */
  #select(selected: string | null): void {
    this.#selected = selected;
    for (const node of this.#svg.querySelectorAll<SVGGElement>('.mark[data-about]')) {
      const chosen = node.dataset['about'] === selected;
      if (node.classList.contains('selected') === chosen) continue;
      node.classList.toggle('selected', chosen);
      node.setAttribute('aria-pressed', String(chosen));
    }
  }
}

function made<T>(node: T | null): T {
  if (node === null) throw new Error('an element that was appended must be there');
  return node;
}
