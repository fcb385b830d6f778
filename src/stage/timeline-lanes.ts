// The lanes themselves: one row per identity, one bar per state. Bars that say the same are not touched again.
import { select } from 'd3';
import type { LaneBar, TimelineLane } from '../scene/scene.ts';
import { hueClass } from './drawing.ts';
import { same } from './same.ts';
import { textureOf } from './textures.ts';

const drawn = new WeakMap<SVGGElement, unknown>();

/** Keeps the rows of `group` in step with the lanes. */
export function drawLanes(group: SVGGElement, lanes: readonly TimelineLane[]): void {
  select(group)
    .selectAll<SVGGElement, TimelineLane>('.lane-row')
    .data(lanes, (lane) => lane.id)
    .join((entering) => entering.append('g').each((_, at, nodes) => buildLane(nodes[at])))
    .each((lane, at, nodes) => {
      if (isNew(nodes[at], lane)) drawLane(nodes[at], lane);
    });
}

/** Whether what is to be drawn differs from what was drawn there. */
function isNew(node: SVGGElement | undefined, mark: unknown): boolean {
  if (!node || same(drawn.get(node), mark)) return false;
  drawn.set(node, mark);
  return true;
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
      const made = entering.append('g').attr('class', 'bar');
      made.append('rect').attr('class', 'bar-fill');
      made.append('rect').attr('class', 'texture');
      made.append('title');
      return made;
    })
    .each((bar, at, nodes) => {
      if (isNew(nodes[at], { bar, thickness })) drawBar(nodes[at], bar, thickness);
    });
}

/** Bars that follow one another stay a hair apart; the shortest can still be seen. */
function drawBar(node: SVGGElement | undefined, bar: LaneBar, thickness: number): void {
  if (!node) return;
  const group = select(node).attr('class', 'bar').attr('data-state', bar.state);
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
