// Draws the swim lanes and turns a click, a drag or an arrow key on them into a time to show.
import type { Size, TimelineLane, TimelineScene } from '../scene/scene.ts';
import { observeRoom, roomOf } from './observe-room.ts';
import { defineTextures } from './textures.ts';
import { drawLanes } from './timeline-lanes.ts';
import { buildCursor, drawFlags, drawFuture, drawLamps, drawTicks, keepAxisInView } from './timeline-marks.ts';
import { timeAt, timeOfKey, visibleLanes } from './timeline-scale.ts';
import { same } from './same.ts';
import './identity.css';
import './timeline.css';

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

export const createTimeline = (container: HTMLElement, options: TimelineOptions): Timeline =>
  new SwimLanes(container, options);

/** Lanes drawn beyond the visible part, so that scrolling does not uncover emptiness. */
const marginY = 60;
const layers = ['ticks', 'lanes', 'flags', 'lamps', 'future', 'axis', 'cursor'] as const;

class SwimLanes implements Timeline {
  readonly #root: HTMLElement;
  readonly #svg: SVGSVGElement;
  readonly #layers: { readonly [L in (typeof layers)[number]]: SVGGElement };
  readonly #onSeek: TimelineOptions['onSeek'];
  readonly #stopObserving: () => void;
  /** The part that can be seen. Kept, and not asked for with every frame: that would lay the page out each time. */
  #visible = { top: 0, height: 0 };
  #scene: TimelineScene | undefined;
  #laneMarks: readonly TimelineLane[] = [];
  /** Where a key led to that has not been drawn yet: keys come faster than frames. */
  #soughtMs: number | undefined;
  #pointer: { readonly id: number; readonly x: number; moved: boolean } | undefined;

  constructor(container: HTMLElement, { label, onSeek, onResize }: TimelineOptions) {
    this.#root = document.createElement('div');
    this.#root.className = 'timeline';
    this.#svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    this.#svg.setAttribute('class', 'timeline-picture');
    this.#svg.setAttribute('role', 'slider');
    this.#svg.setAttribute('tabindex', '0');
    this.#svg.setAttribute('aria-valuemin', '0');
    defineTextures(this.#svg);
    const layer = (name: string): SVGGElement => {
      const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
      group.setAttribute('class', `timeline-${name}`);
      this.#svg.append(group);
      return group;
    };
    const [ticks, lanes, flags, lamps] = [layer('ticks'), layer('lanes'), layer('flags'), layer('lamps')];
    this.#layers = {
      ticks,
      lanes,
      flags,
      lamps,
      future: layer('future'),
      axis: layer('axis'),
      cursor: layer('cursor'),
    };
    buildCursor(this.#layers.cursor);
    this.#root.append(this.#svg);
    container.append(this.#root);
    this.#onSeek = onSeek;
    this.setLabel(label);
    this.#listen();
    this.#stopObserving = observeRoom(this.#root, (room) => {
      this.#look();
      onResize(room);
    });
  }

  update(scene: TimelineScene): void {
    const before = this.#scene;
    this.#scene = scene;
    this.#soughtMs = undefined;
    const { size, plot } = scene;
    if (!same(before?.size, size)) {
      this.#svg.setAttribute('width', String(size.width));
      this.#svg.setAttribute('height', String(size.height));
    }
    if (!same(before?.ticks, scene.ticks) || !same(before?.plot, plot))
      drawTicks(this.#layers.ticks, this.#layers.axis, scene);
    if (!same(before?.flags, scene.flags) || !same(before?.plot, plot)) drawFlags(this.#layers.flags, scene);
    if (!same(before?.lamps, scene.lamps)) drawLamps(this.#layers.lamps, scene.lamps);
    this.#follow(before?.lanes === scene.lanes);
    if (before?.headX !== scene.headX || !same(before.plot, plot)) drawFuture(this.#layers.future, scene);
    this.#drawCursor(scene, before);
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

  /** It was scrolled or has another room. */
  #look(): void {
    this.#visible = { top: this.#root.scrollTop, height: this.#root.clientHeight };
    this.#follow(false);
  }

  /** What depends on the part that can be seen. */
  #follow(areSameLanes: boolean): void {
    if (!this.#scene || areSameLanes) return;
    const { top, height } = this.#visible;
    keepAxisInView(this.#layers.axis, Math.min(0, top + height - this.#scene.size.height));
    const lanes = visibleLanes(this.#scene.lanes, top - marginY, top + height + marginY);
    if (same(lanes, this.#laneMarks)) return;
    this.#laneMarks = lanes;
    drawLanes(this.#layers.lanes, lanes);
  }

  #drawCursor(scene: TimelineScene, before: TimelineScene | undefined): void {
    const { playheadX, plot, atMs, headMs, words } = scene;
    if (before?.playheadX !== playheadX) this.#layers.cursor.setAttribute('transform', `translate(${playheadX},0)`);
    if (before?.plot.height !== plot.height)
      this.#layers.cursor.querySelector('.cursor-line')?.setAttribute('y2', String(plot.y + plot.height));
    if (before?.words === words) return;
    this.#svg.setAttribute('aria-valuenow', String(Math.round(atMs / 100) / 10));
    this.#svg.setAttribute('aria-valuemax', String(Math.round(headMs / 100) / 10));
    this.#svg.setAttribute('aria-valuetext', words);
  }

  #listen(): void {
    this.#root.addEventListener('scroll', () => this.#look(), { passive: true });
    this.#svg.addEventListener('pointerdown', (event) => this.#press(event));
    this.#svg.addEventListener('pointermove', (event) => this.#drag(event));
    this.#svg.addEventListener('pointerup', (event) => this.#release(event));
    this.#svg.addEventListener('pointercancel', (event) => this.#release(event));
    this.#svg.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !this.#scene) return;
      const { atMs, headMs } = this.#scene;
      const ms = timeOfKey(event, { atMs: this.#soughtMs ?? atMs, headMs });
      if (ms === undefined) return;
      event.preventDefault();
      this.#soughtMs = ms;
      this.#onSeek(ms, false);
    });
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    this.#svg.setPointerCapture(event.pointerId);
    this.#pointer = { id: event.pointerId, x: event.clientX, moved: false };
    this.#seek(event, false);
  }

  #drag(event: PointerEvent): void {
    const pointer = this.#pointer;
    if (pointer?.id !== event.pointerId) return;
    if (Math.abs(event.clientX - pointer.x) > 2) pointer.moved = true;
    if (pointer.moved) this.#seek(event, true);
  }

  #release(event: PointerEvent): void {
    const pointer = this.#pointer;
    if (pointer?.id !== event.pointerId) return;
    this.#pointer = undefined;
    if (pointer.moved && event.type === 'pointerup') this.#seek(event, false);
  }

  #seek(event: PointerEvent, dragging: boolean): void {
    if (!this.#scene) return;
    const { left } = this.#svg.getBoundingClientRect();
    this.#onSeek(timeAt(event.clientX - left, this.#scene), dragging);
  }
}
