// The small signs of states: a shape for each, in the state's colour, so that a state is never told by colour alone.
import type { Group } from '../drawing.ts';
import { part } from '../drawing.ts';

/** Lines in a square of 12 around the middle. */
const signs: { readonly [state: string]: string } = {
  ready: 'M-3.2,0.2 L-0.9,2.6 L3.4,-2.4',
  unready: 'M0,-2.4 A2.4,2.4 0 1 1 0,2.4 A2.4,2.4 0 1 1 0,-2.4 Z',
  starting: 'M-2.6,1.6 L0,-1.2 L2.6,1.6',
  pending: 'M0,-2.8 V0 L2,1.6',
  terminating: 'M-2.6,-1.2 L0,1.6 L2.6,-1.2',
  failed: 'M-2.4,-2.4 L2.4,2.4 M2.4,-2.4 L-2.4,2.4',
  unknown: 'M-1.8,-1.6 A1.9,1.9 0 1 1 0.2,0.6 L0,1.2 M0,3 V3.1',
  completed: 'M-2.2,-2.2 H2.2 V2.2 H-2.2 Z',
};

/** A disc with the sign of a state, `radius` wide, in the middle of its group. */
export function buildIcon(group: Group, radius: number): Group {
  const icon = group.append<SVGGElement>('g').attr('class', 'icon');
  part(icon, 'circle', 'icon-disc').attr('r', radius);
  part(icon, 'path', 'icon-sign').attr('transform', `scale(${radius / 6})`);
  return icon;
}

export function paintIcon(group: Group, state: string): void {
  group.select('.icon').attr('data-state', state);
  group.select('.icon-sign').attr('d', signs[state] ?? '');
}

/** The sign of a revision, which is a shape and not a hue: a circle or a diamond of about 7 px. */
export const revisionSign = (shape: 'circle' | 'diamond' | null): string =>
  shape === null
    ? ''
    : shape === 'circle'
      ? 'M0,-3.4 A3.4,3.4 0 1 1 0,3.4 A3.4,3.4 0 1 1 0,-3.4 Z'
      : 'M0,-4.6 L4.6,0 L0,4.6 L-4.6,0 Z';
