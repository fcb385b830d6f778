// Draws the swim lanes and turns a click, a drag or an arrow key on them into a time to show.
import { select } from 'd3';
import type { LaneBar, Size, TimelineLane, TimelineScene, TimelineTick } from '../scene/scene.ts';
import { hueClass } from './drawing.ts';
import { observeRoom, roomOf } from './observe-room.ts';
import { defineTextures, textureOf } from './textures.ts';
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
const layers = ['ground', 'ticks', 'lanes', 'flags', 'lamps', 'future', 'cursor'] as const;

class SwimLanes implements Timeline {
  readonly #root: HTMLElement;
  readonly #svg: SVGSVGElement;
  readonly #layers: { readonly [L in (typeof layers)[number]]: SVGGElement };
  readonly #onSeek: TimelineOptions['onSeek'];
  readonly #stopObserving: () => void;
  #scene: TimelineScene | undefined;
  #laneMarks: readonly TimelineLane[] = [];
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
    const [ground, ticks, lanes, flags] = [layer('ground'), layer('ticks'), layer('lanes'), layer('flags')];
    this.#layers = {
      ground,
      ticks,
      lanes,
      flags,
      lamps: layer('lamps'),
      future: layer('future'),
      cursor: layer('cursor'),
    };
    buildCursor(this.#layers.cursor);
    this.#root.append(this.#svg);
    container.append(this.#root);
    this.#onSeek = onSeek;
    this.setLabel(label);
    this.#listen();
    this.#stopObserving = observeRoom(this.#root, onResize);
  }

  update(scene: TimelineScene): void {
    const before = this.#scene;
    this.#scene = scene;
    const { size, plot } = scene;
    if (!same(before?.size, size)) {
      this.#svg.setAttribute('width', String(size.width));
      this.#svg.setAttribute('height', String(size.height));
    }
    if (!same(before?.ticks, scene.ticks) || !same(before?.plot, plot)) drawTicks(this.#layers.ticks, scene);
    if (!same(before?.flags, scene.flags) || !same(before?.plot, plot)) drawFlags(this.#layers.flags, scene);
    if (!same(before?.lamps, scene.lamps)) drawLamps(this.#layers.lamps, scene.lamps);
    this.#drawLanes();
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

  #drawLanes(): void {
    if (!this.#scene) return;
    const { scrollTop, clientHeight } = this.#root;
    const lanes = visibleLanes(this.#scene.lanes, scrollTop - marginY, scrollTop + clientHeight + marginY);
    if (same(lanes, this.#laneMarks)) return;
    this.#laneMarks = lanes;
    select(this.#layers.lanes)
      .selectAll<SVGGElement, TimelineLane>('.lane-row')
      .data(lanes, (lane) => lane.id)
      .join((entering) => entering.append('g').each((_, at, nodes) => buildLane(nodes[at])))
      .each((lane, at, nodes) => drawLane(nodes[at], lane));
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
    this.#root.addEventListener('scroll', () => this.#drawLanes(), { passive: true });
    this.#svg.addEventListener('pointerdown', (event) => this.#press(event));
    this.#svg.addEventListener('pointermove', (event) => this.#drag(event));
    this.#svg.addEventListener('pointerup', (event) => this.#release(event));
    this.#svg.addEventListener('pointercancel', (event) => this.#release(event));
    this.#svg.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !this.#scene) return;
      const ms = timeOfKey(event, this.#scene);
      if (ms === undefined) return;
      event.preventDefault();
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

function buildCursor(group: SVGGElement): void {
  const cursor = select(group);
  cursor.append('line').attr('class', 'cursor-line').attr('y1', 8);
  cursor.append('path').attr('class', 'cursor-head').attr('d', 'M-6,1 H6 V8 L0,15 L-6,8 Z');
}

function drawTicks(group: SVGGElement, { ticks, plot }: TimelineScene): void {
  const bottomY = plot.y + plot.height;
  const joined = keyed(group, ticks, 'tick', ['line', 'text']);
  joined.attr('transform', ({ x }) => `translate(${x},0)`);
  joined.select('line').attr('y1', plot.y).attr('y2', bottomY);
  joined
    .select('text')
    .attr('y', bottomY + 14)
    .attr('text-anchor', ({ x }) => (x > plot.x + plot.width - 20 ? 'end' : 'middle'))
    .text(({ label }) => label);
}

function drawFlags(group: SVGGElement, { flags, plot }: TimelineScene): void {
  const joined = keyed(group, flags, 'flag', ['line', 'path', 'text']);
  joined.attr('transform', ({ x }) => `translate(${x},0)`);
  joined
    .select('line')
    .attr('y1', 4)
    .attr('y2', plot.y + plot.height);
  joined.select('path').attr('d', 'M0,4 H7 L5,7.5 L7,11 H0 Z');
  joined
    .select('text')
    .attr('x', 10)
    .attr('y', 12)
    .text(({ label }) => label);
}

function drawLamps(group: SVGGElement, lamps: readonly TimelineTick[]): void {
  const joined = keyed(group, lamps, 'lamp', ['circle', 'path', 'title']);
  joined.attr('transform', ({ x }) => `translate(${x},11)`);
  joined.select('circle').attr('r', 6);
  joined.select('path').attr('d', 'M0,-3.4 V0.6 M0,2.9 V3');
  joined.select('title').text(({ label }) => label);
}

function keyed(group: SVGGElement, ticks: readonly TimelineTick[], name: string, parts: readonly string[]) {
  return select(group)
    .selectAll<SVGGElement, TimelineTick>(`.${name}`)
    .data(ticks, (tick) => tick.id)
    .join((entering) => {
      const made = entering.append('g').attr('class', name);
      for (const tag of parts) made.append(tag);
      return made;
    });
}

function drawFuture(group: SVGGElement, { headX, plot }: TimelineScene): void {
  const endX = plot.x + plot.width;
  select(group)
    .selectAll('rect')
    .data([headX])
    .join('rect')
    .attr('class', 'future')
    .attr('x', headX)
    .attr('y', plot.y)
    .attr('width', Math.max(0, endX - headX))
    .attr('height', plot.height);
}

function buildLane(node: SVGGElement | undefined): void {
  if (!node) return;
  const group = select(node);
  group.append('line').attr('class', 'lane-rule');
  group.append('text').attr('class', 'lane-label');
  group.append('g').attr('class', 'lane-bars');
}

function drawLane(node: SVGGElement | undefined, lane: TimelineLane): void {
  if (!node) return;
  const group = select(node);
  group.attr('class', `lane-row ${hueClass(lane.hue)}`).attr('transform', `translate(0,${lane.y})`);
  group.select('.lane-rule').attr('x2', '100%');
  group.select('.lane-label').attr('x', 16).attr('y', 4).text(lane.label);
  const { thickness } = lane;
  group
    .select('.lane-bars')
    .selectAll<SVGGElement, LaneBar>('.bar')
    .data(lane.bars, (bar) => bar.id)
    .join((entering) => {
      const made = entering.append('g');
      made.append('rect').attr('class', 'bar-fill');
      made.append('rect').attr('class', 'texture');
      made.append('title');
      return made;
    })
    .attr('class', 'bar')
    .attr('data-state', ({ state }) => state)
    .each((bar, at, nodes) => drawBar(nodes[at], bar, thickness));
}

/** Bars that follow one another stay a hair apart; the shortest can still be seen. */
function drawBar(node: SVGGElement | undefined, bar: LaneBar, thickness: number): void {
  if (!node) return;
  const group = select(node);
  const texture = textureOf(bar.state);
  const width = Math.max(1.5, bar.width - (bar.width > 4 ? 1 : 0));
  group
    .selectAll('rect')
    .attr('x', bar.x)
    .attr('y', -thickness / 2)
    .attr('width', width)
    .attr('height', thickness)
    .attr('rx', Math.min(3, width / 2, thickness / 3));
  group.select('.texture').attr('class', texture ? `texture ${texture}` : 'texture');
  group.select('title').text(bar.words);
}
