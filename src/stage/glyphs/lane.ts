// A node's lane and, above the threads that cross it, its header: name, zone, capacity, and in words whatever keeps Pods
// away. The lane of Pods without a node is dashed.
import type { Badge, LaneMark } from '../../scene/scene.ts';
import type { Glyph, Group } from '../drawing.ts';
import { label, part, rectangle, write } from '../drawing.ts';
import { buildIcon, paintIcon } from './icon.ts';

export const laneGlyph: Glyph<LaneMark> = {
  name: 'mark lane',
  variant: ({ box, kind }) => `${kind} ${box.width} ${box.height}`,
  place: ({ box }) => box,
  build: (group, { box }) => {
    rectangle(group, 'lane-ground', box, 12);
    rectangle(group, 'lane-texture', box, 12);
  },
  paint: (group, { kind, state, machine }) => {
    group.attr('class', `mark lane ${kind}`).attr('data-state', state).attr('data-machine', machine);
    group.select('.lane-texture').attr('class', machine === 'on' ? 'lane-texture' : 'lane-texture hatch');
  },
};

const signOf = { ready: 'ready', notReady: 'failed', silent: 'unknown', cordoned: 'terminating', none: '' };

export const laneHeaderGlyph: Glyph<LaneMark> = {
  name: 'lane-header',
  variant: ({ box, kind }) => `${kind} ${box.width} ${box.height}`,
  place: ({ box }) => box,
  build: (group, { kind, box }) => {
    if (kind === 'node') buildIcon(group, 6).attr('transform', 'translate(17,17)');
    label(group, 'lane-title', kind === 'node' ? 30 : 14, 21.5, 'start');
    label(group, 'lane-side', box.width - 12, 21, 'end');
    label(group, 'lane-foot', 12, box.height - 9, 'start');
    buildBadge(group);
  },
  paint: (group, mark) => {
    group.attr('class', `lane-header ${mark.kind}`);
    paintIcon(group, signOf[mark.state]);
    write(group, 'lane-title', mark.title);
    write(group, 'lane-side', mark.side);
    write(group, 'lane-foot', mark.foot);
    group.attr('data-machine', mark.machine);
    paintBadge(group, mark.alert, mark.box.width - 8);
  },
};

const badgeHeight = 19;

/** On the lane's upper edge, so that it takes no room from what is in the lane. */
function buildBadge(group: Group): void {
  const badge = group.append<SVGGElement>('g').attr('class', 'badge');
  badge.attr('transform', `translate(0,${-badgeHeight / 2})`);
  part(badge, 'rect', 'badge-ground')
    .attr('height', badgeHeight)
    .attr('rx', badgeHeight / 2);
  label(badge, 'badge-text', 0, 13.5, 'end');
}

/** Ends at `rightX`. */
function paintBadge(group: Group, said: Badge | null, rightX: number): void {
  const { text, width } = said ?? { text: '', width: 0 };
  group.select('.badge').attr('visibility', said ? null : 'hidden');
  group
    .select('.badge-ground')
    .attr('x', rightX - width)
    .attr('width', width);
  group.select('.badge-text').attr('x', rightX - 9);
  write(group, 'badge-text', text);
}
