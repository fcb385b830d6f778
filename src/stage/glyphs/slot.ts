// The place of an ordinal in its set: numeral, hue, and the state as a tint and pattern of that hue, with the word.
import type { SlotMark } from '../../scene/scene.ts';
import type { Glyph, Group } from '../drawing.ts';
import { hueClass, label, part, rectangle, write } from '../drawing.ts';
import { revisionSign } from './icon.ts';
import { paintTexture } from './pod.ts';

/** The coloured block with the numeral: all of a cell, the left of a tile, the top of a chip. */
function blockOf({ shape, box }: SlotMark): { readonly width: number; readonly height: number } {
  if (shape === 'tile') return { width: 46, height: box.height };
  return shape === 'chip' ? { width: box.width, height: 34 } : box;
}

export const slotGlyph: Glyph<SlotMark> = {
  name: 'mark slot',
  variant: ({ shape, box }) => `${shape} ${box.width} ${box.height}`,
  place: ({ box }) => box,
  build,
  paint: (group, mark) => {
    group.attr('class', `mark slot ${mark.shape} ${hueClass(mark.hue)}`).attr('data-state', mark.state);
    paintTexture(group, mark.state);
    write(group, 'numeral', mark.numeral);
    write(group, 'state', mark.stateText);
    if (mark.shape === 'tile')
      group.select('.state').attr('y', mark.box.height / 2 + (mark.revisionText === '' ? 4.5 : -4));
    write(group, 'revision', mark.revisionText);
    write(group, 'published', mark.dnsText);
    group.select('.revision-sign').attr('d', revisionSign(mark.revisionText === '' ? null : mark.revision));
  },
};

function build(group: Group, mark: SlotMark): void {
  const { shape, box } = mark;
  const radius = shape === 'cell' ? Math.min(5, box.width / 5) : 9;
  const block = blockOf(mark);
  rectangle(group, 'card', box, radius);
  const outline = blockPath(block, radius, shape);
  part(group, 'path', 'block').attr('d', outline);
  part(group, 'path', 'texture').attr('d', outline);
  rectangle(group, 'frame', box, radius);
  const px = shape === 'cell' ? Math.max(11, box.width * 0.5) : shape === 'tile' ? 26 : 22;
  label(group, 'numeral', block.width / 2, block.height / 2 + px * 0.36, 'middle');
  group.select('.numeral').attr('font-size', px);
  if (shape === 'tile') {
    label(group, 'state', block.width + 10, box.height / 2 - 4, 'start');
    label(group, 'revision', block.width + 22, box.height / 2 + 15, 'start');
    label(group, 'published', box.width - 10, box.height / 2 + 15, 'end');
    part(group, 'path', 'revision-sign').attr('transform', `translate(${block.width + 14},${box.height / 2 + 11})`);
  } else if (shape === 'chip') label(group, 'state', box.width / 2, box.height - 7, 'middle');
}

/** Rounded where the card is: on the left of a tile, on top of a chip, all round a cell. */
function blockPath(
  { width: w, height: h }: { width: number; height: number },
  r: number,
  shape: SlotMark['shape'],
): string {
  const right = shape === 'tile' ? 0 : r;
  const below = shape === 'chip' ? 0 : r;
  const corner = Math.min(right, below);
  return (
    `M${r},0 H${w - right} Q${w},0 ${w},${right} V${h - corner} Q${w},${h} ${w - corner},${h} ` +
    `H${below} Q0,${h} 0,${h - below} V${r} Q0,0 ${r},0 Z`
  );
}
