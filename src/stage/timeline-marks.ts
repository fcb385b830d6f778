// What stands over and under the swim lanes: axis, flags, lamps, the part that has not happened yet, the playhead.
import { select } from 'd3';
import type { TimelineScene, TimelineTick } from '../scene/scene.ts';

export function buildCursor(group: SVGGElement): void {
  const cursor = select(group);
  cursor.append('line').attr('class', 'cursor-line').attr('y1', 8);
  cursor.append('path').attr('class', 'cursor-head').attr('d', 'M-6,1 H6 V8 L0,15 L-6,8 Z');
}

/** Lines under the lanes; their texts in a strip of its own, which stays in view. */
export function drawTicks(group: SVGGElement, axis: SVGGElement, { ticks, plot, size }: TimelineScene): void {
  const bottomY = plot.y + plot.height;
  const rules = keyed(group, ticks, 'tick', ['line']);
  rules.attr('transform', ({ x }) => `translate(${x},0)`);
  rules.select('line').attr('y1', plot.y).attr('y2', bottomY);
  select(axis)
    .selectAll('.axis-ground')
    .data([size])
    .join('rect')
    .attr('class', 'axis-ground')
    .attr('y', bottomY)
    .attr('width', size.width)
    .attr('height', size.height - bottomY);
  keyed(axis, ticks, 'tick', ['text'])
    .attr('transform', ({ x }) => `translate(${x},${bottomY + 14})`)
    .select('text')
    .attr('text-anchor', ({ x }) => (x > plot.x + plot.width - 20 ? 'end' : 'middle'))
    .text(({ label }) => label);
}

/** `offset`: how far below the visible part its place is, negative px. */
export function keepAxisInView(axis: SVGGElement, offset: number): void {
  const transform = offset === 0 ? '' : `translate(0,${offset})`;
  if ((axis.getAttribute('transform') ?? '') !== transform) axis.setAttribute('transform', transform);
}

/** Where labels overlap they stand in rows; all of a label is said when one points at its flag. */
export function drawFlags(group: SVGGElement, { flags, flagRows, plot }: TimelineScene): void {
  const joined = keyed(group, flags, 'flag', ['title', 'line', 'rect', 'path', 'text']);
  joined.attr('transform', ({ x, row }) => `translate(${x},${flagRows.y + row * flagRows.height})`);
  joined.select('title').text(({ words }) => words);
  joined
    .select('line')
    .attr('y1', ({ row, label }) => (label === '' ? plot.y - flagRows.y - row * flagRows.height : 3))
    .attr('y2', ({ row }) => plot.y + plot.height - flagRows.y - row * flagRows.height);
  joined.select('rect').attr('x', -3).attr('width', 13).attr('height', flagRows.height);
  // One that another label counts stands under that label: its pole is enough.
  joined.select('path').attr('d', ({ label }) => (label === '' ? '' : 'M0,3 H7 L5,6.5 L7,10 H0 Z'));
  joined
    .select('text')
    .attr('x', ({ left }) => (left ? -5 : 10))
    .attr('y', 11)
    .attr('text-anchor', ({ left }) => (left ? 'end' : 'start'))
    .text(({ label }) => label);
}

export function drawLamps(group: SVGGElement, lamps: readonly TimelineTick[]): void {
  const joined = keyed(group, lamps, 'lamp', ['circle', 'path', 'title']);
  joined.attr('transform', ({ x }) => `translate(${x},8)`);
  joined.select('circle').attr('r', 6);
  joined.select('path').attr('d', 'M0,-3.4 V0.6 M0,2.9 V3');
  joined.select('title').text(({ label }) => label);
}

function keyed<T extends TimelineTick>(
  group: SVGGElement,
  ticks: readonly T[],
  name: string,
  parts: readonly string[],
) {
  return select(group)
    .selectAll<SVGGElement, T>(`.${name}`)
    .data(ticks, (tick) => tick.id)
    .join((entering) => {
      const made = entering.append('g').attr('class', name);
      for (const tag of parts) made.append(tag);
      return made;
    });
}

export function drawFuture(group: SVGGElement, { headX, plot }: TimelineScene): void {
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
