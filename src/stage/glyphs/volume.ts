// A claim with its volume: a drum under its slot, which stays when the Pod is gone. Dashed while there is no volume yet.
import type { VolumeMark } from '../../scene/scene.ts';
import type { Glyph, Group } from '../drawing.ts';
import { hueClass, label, part, rectangle, write } from '../drawing.ts';

export const volumeGlyph: Glyph<VolumeMark> = {
  name: 'mark volume',
  variant: ({ size, box }) => `${size} ${box.width} ${box.height}`,
  place: ({ box }) => box,
  build: (group, mark) => (mark.size === 'cell' ? buildCell(group, mark) : buildDrum(group, mark)),
  paint: (group, mark) => {
    group
      .attr('class', `mark volume ${mark.size} ${hueClass(mark.hue)}`)
      .attr('data-state', mark.state)
      .classed('ghost', mark.ghost);
    write(group, 'inside', mark.inside);
    write(group, 'name', mark.name);
    write(group, 'state', mark.stateText);
  },
};

const buildCell = (group: Group, { box }: VolumeMark): void => {
  rectangle(group, 'drum-body', box, box.width / 2);
};

function buildDrum(group: Group, { box: { width, height }, size }: VolumeMark): void {
  const middle = width / 2;
  const lid = size === 'large' ? 8 : 6;
  part(group, 'path', 'drum-body').attr(
    'd',
    `M0,${lid} A${middle},${lid} 0 0 1 ${width},${lid} V${height - lid} A${middle},${lid} 0 0 1 0,${height - lid} Z`,
  );
  const level = height * 0.62;
  part(group, 'path', 'drum-level').attr(
    'd',
    `M0,${level} A${middle},${lid} 0 0 0 ${width},${level} V${height - lid} A${middle},${lid} 0 0 1 0,${height - lid} Z`,
  );
  part(group, 'path', 'drum-outline').attr(
    'd',
    `M0,${lid} V${height - lid} A${middle},${lid} 0 0 0 ${width},${height - lid} V${lid}`,
  );
  part(group, 'ellipse', 'drum-lid').attr('cx', middle).attr('cy', lid).attr('rx', middle).attr('ry', lid);
  label(group, 'inside', middle, height / 2 + (size === 'large' ? 9 : 8), 'middle');
  if (size === 'large') label(group, 'name', middle, height + 15, 'middle');
  label(group, 'state', middle, height + (size === 'large' ? 30 : 14), 'middle');
}
