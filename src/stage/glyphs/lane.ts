// A node's lane and, above the threads that cross it, its header: name, zone, capacity, and in words whatever keeps Pods
// away. The lane of Pods without a node is dashed.
import type { LaneMark } from '../../scene/scene.ts';
import type { Glyph } from '../drawing.ts';
import { label, rectangle, write } from '../drawing.ts';
import { buildIcon, paintIcon } from './icon.ts';

export const laneGlyph: Glyph<LaneMark> = {
  name: 'mark lane',
  variant: ({ box, kind }) => `${kind} ${box.width} ${box.height}`,
  place: ({ box }) => box,
  build: (group, { box }) => void rectangle(group, 'lane-ground', box, 12),
  paint: (group, { kind, state }) => group.attr('class', `mark lane ${kind}`).attr('data-state', state),
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
  },
  paint: (group, mark) => {
    group.attr('class', `lane-header ${mark.kind}`);
    paintIcon(group, signOf[mark.state]);
    write(group, 'lane-title', mark.title);
    write(group, 'lane-side', mark.side);
    write(group, 'lane-foot', mark.foot);
  },
};
