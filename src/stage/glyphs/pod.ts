// A Pod: a card with its ring, numeral, state, image and incarnations; or, where many are, a cell.
import type { PodMark } from '../../scene/scene.ts';
import type { Glyph, Group } from '../drawing.ts';
import { hueClass, label, part, rectangle, write } from '../drawing.ts';
import { textureOf } from '../textures.ts';
import { buildIcon, paintIcon, revisionSign } from './icon.ts';
import { buildRing, paintRing } from './ring.ts';

interface Measures {
  /** `x` 0: in the middle of the card, and its words below it; else they stand beside it, from `textX` on. */
  readonly ring: { readonly x: number; readonly y: number; readonly radius: number };
  readonly textX: number;
  /** Baselines; 0: not there. */
  readonly name: number;
  readonly state: number;
  readonly detail: number;
  /** 0: seconds that are left stand in the ring; where that is too small they are a line of their own. */
  readonly left: number;
  readonly image: { readonly bottom: number; readonly height: number };
}

const noImage = { bottom: 0, height: 0 };
/** Where things stand on a card, by its size. */
const measures: { readonly [S in Exclude<PodMark['size'], 'cell'>]: Measures } = {
  large: {
    ring: { x: 0, y: 48, radius: 28 },
    textX: 0,
    name: 95,
    state: 111,
    detail: 125,
    left: 0,
    image: { bottom: 8, height: 19 },
  },
  medium: {
    ring: { x: 0, y: 38, radius: 21 },
    textX: 0,
    name: 75,
    state: 90,
    detail: 103,
    left: 0,
    image: { bottom: 7, height: 17 },
  },
  small: { ring: { x: 0, y: 32, radius: 19 }, textX: 0, name: 67, state: 82, detail: 0, left: 88, image: noImage },
  flat: { ring: { x: 24, y: 23, radius: 15 }, textX: 48, name: 22, state: 37, detail: 0, left: 41, image: noImage },
};

/** Ticks for incarnations, before it says a number. */
const mostTicks = 6;

export const podGlyph: Glyph<PodMark> = {
  name: 'mark pod',
  variant: ({ size, box, image }) => `${size} ${box.width} ${box.height} ${image === ''}`,
  place: ({ box }) => box,
  build: (group, mark) => (mark.size === 'cell' ? buildCell(group, mark) : buildCard(group, mark, mark.size)),
  paint: (group, mark) => {
    group.attr('class', `mark pod ${mark.size} ${hueClass(mark.hue)}`).attr('data-state', mark.state);
    write(group, 'numeral', mark.numeral);
    if (mark.size === 'cell') paintTexture(group, mark.state);
    else paintCard(group, mark, mark.size);
  },
};

function buildCell(group: Group, { box }: PodMark): void {
  rectangle(group, 'cell', box, Math.min(5, box.width / 5));
  rectangle(group, 'texture', box, Math.min(5, box.width / 5));
  const px = Math.max(11, Math.min(15, box.width * 0.48));
  label(group, 'numeral', box.width / 2, box.height / 2 + px * 0.36, 'middle');
  group.select('.numeral').attr('font-size', px);
}

export function paintTexture(group: Group, state: string): void {
  const texture = textureOf(state);
  group.select('.texture').attr('class', texture ? `texture ${texture}` : 'texture');
}

function buildCard(group: Group, { box, image }: PodMark, size: keyof typeof measures): void {
  const at = measures[size];
  const isBeside = at.ring.x > 0;
  const [ringX, textX] = isBeside ? [at.ring.x, at.textX] : [box.width / 2, box.width / 2];
  const anchor = isBeside ? 'start' : 'middle';
  rectangle(group, 'shade', box, 10).attr('y', 2);
  rectangle(group, 'card', box, 10);
  // Beside a ring they stand on the right, above the name.
  part(group, 'path', 'ticks').attr(
    'transform',
    isBeside ? `translate(${box.width - 9},5) scale(-1,0.7)` : 'translate(9,9)',
  );
  label(group, 'tick-count', isBeside ? box.width - 7 : 9, isBeside ? 12 : 17, isBeside ? 'end' : 'start');
  const ring = group
    .append<SVGGElement>('g')
    .attr('class', 'face')
    .attr('transform', `translate(${ringX},${at.ring.y})`);
  buildRing(ring, at.ring.radius);
  label(ring, 'numeral', 0, 0, 'middle');
  if (at.left === 0) label(ring, 'countdown', 0, at.ring.radius * 0.62, 'middle');
  buildIcon(ring, size === 'large' ? 8 : size === 'flat' ? 6 : 7).attr(
    'transform',
    `translate(${at.ring.radius * 0.74},${at.ring.radius * 0.74})`,
  );
  label(group, 'name', textX, at.name, anchor);
  label(group, 'state', textX, at.state, anchor);
  if (at.detail > 0) label(group, 'detail', textX, at.detail, anchor);
  if (at.left > 0) label(group, 'countdown', textX, at.left, anchor);
  if (image === '') return;
  const pill = group.append<SVGGElement>('g').attr('class', 'image');
  rectangle(pill, 'image-pill', { width: 10, height: at.image.height }, at.image.height / 2);
  part(pill, 'path', 'image-revision').attr('transform', `translate(10,${at.image.height / 2})`);
  label(pill, 'image-tag', 18, at.image.height / 2 + 3.9, 'start');
}

function paintCard(group: Group, mark: PodMark, size: keyof typeof measures): void {
  const at = measures[size];
  const px = at.ring.radius * (mark.numeral.length > 2 ? 0.72 : mark.numeral.length > 1 ? 0.86 : 1);
  const lift = mark.countdown === '' || at.left > 0 ? 0 : at.ring.radius * 0.22;
  group
    .select('.numeral')
    .attr('font-size', px)
    .attr('y', px * 0.36 - lift);
  paintRing(group, mark.ring);
  paintIcon(group, mark.state);
  const texture = textureOf(mark.state);
  group.select('.ring-texture').attr('class', texture ? `ring-texture ${texture}` : 'ring-texture');
  write(group, 'countdown', mark.countdown);
  write(group, 'name', mark.name);
  write(group, 'state', mark.stateText);
  write(group, 'detail', mark.detailText);
  // Lines come together for one more, and spread for one less.
  const lower = at.detail > 0 && mark.detailText === '' ? 5 : at.left > 0 && mark.countdown !== '' ? -5 : 0;
  group.select('.name').attr('y', at.name + lower);
  group.select('.state').attr('y', at.state + lower * 1.4);
  paintTicks(group, mark.incarnation);
  if (mark.image !== '') paintImage(group, mark, at.image);
}

/** One tick per Pod this identity has had; the last one is this Pod. */
function paintTicks(group: Group, incarnation: number): void {
  const many = incarnation > mostTicks;
  const ticks = many || incarnation < 1 ? 0 : incarnation;
  group.select('.ticks').attr('d', Array.from({ length: ticks }, (_, at) => `M${at * 4.5 + 1},0 v7`).join(' '));
  write(group, 'tick-count', many ? `×${incarnation}` : '');
}

function paintImage(group: Group, { box, image, revision }: PodMark, at: { bottom: number; height: number }): void {
  const width = Math.min(box.width - 8, image.length * 6.7 + 27);
  group
    .select('.image')
    .attr('transform', `translate(${(box.width - width) / 2},${box.height - at.bottom - at.height})`)
    .attr('data-revision', revision);
  group.select('.image-pill').attr('width', width);
  group.select('.image-revision').attr('d', revisionSign(revision));
  write(group, 'image-tag', image);
}
