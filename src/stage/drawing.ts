// What every glyph is drawn with: typed groups, named parts, and the classes by which the style sheet colours them.
import { select } from 'd3';
import type { Selection } from 'd3';
import type { Box, Hue, Point } from '../scene/scene.ts';

export type Group = Selection<SVGGElement, unknown, null, undefined>;

/** How one kind of mark is drawn. Parts are made once and then only painted, so that what stays equal stays untouched. */
export interface Glyph<M> {
  /** Class of the group. */
  readonly name: string;
  /** Parts are made anew when this changes. */
  variant(mark: M): string;
  build(group: Group, mark: M): void;
  paint(group: Group, mark: M): void;
  /** Where its group stands; undefined: it draws in the picture's own coordinates. */
  readonly place?: (mark: M) => Point;
  /** Sets what may glide to a new place; `glideMs` 0: at once. */
  readonly bend?: (group: Group, mark: M, glideMs: number) => void;
}

export const groupOf = (node: SVGGElement): Group => select<SVGGElement, unknown>(node);

/** Appends an element named by its class. */
export function part(group: Group, tag: string, name: string): Selection<SVGElement, unknown, null, undefined> {
  return group.append<SVGElement>(tag).attr('class', name);
}

export function label(group: Group, name: string, x: number, y: number, anchor: 'start' | 'middle' | 'end'): void {
  part(group, 'text', name).attr('x', x).attr('y', y).attr('text-anchor', anchor);
}

/** The text of a part, if the glyph has it in this variant; an empty one takes no room and is not read. */
export function write(group: Group, name: string, text: string): void {
  const found = group.select<SVGElement>(`.${name}`);
  if (!found.empty() && found.text() !== text) found.text(text);
}

export function rectangle(
  group: Group,
  name: string,
  { width, height }: Pick<Box, 'width' | 'height'>,
  radius: number,
) {
  return part(group, 'rect', name).attr('width', width).attr('height', height).attr('rx', radius);
}

export const hueClass = (hue: Hue): string =>
  hue === null ? 'hue-none' : `hue-${hue.index}${hue.repeat > 0 ? ' hue-again' : ''}`;

export const centreOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });
