// Patterns that lie over an identity's hue and say its state without another colour: rising stripes, hatches, a cross-hatch,
// a centre line for hues that repeat. They are lines of the ground's colour, so that one set serves every hue.
import { select } from 'd3';

export const textureNames = ['rising', 'hatch', 'cross'] as const;
export type Texture = (typeof textureNames)[number];

const lines: { readonly [T in Texture]: string } = {
  rising: 'M-2,8 L8,-2 M-2,16 L16,-2 M6,16 L16,6',
  hatch: 'M-2,-2 L10,10 M-2,6 L2,10 M6,-2 L10,2',
  cross: 'M0,0 L8,8 M8,0 L0,8',
};

let count = 0;

/**
 * Defines the patterns in `svg`, each as a custom property of its name for the style sheet's `fill`. Ids are unique in the
 * page, for there may be several pictures.
 */
export function defineTextures(svg: SVGSVGElement): void {
  const prefix = `texture-${++count}`;
  const defs = select(svg).append('defs');
  for (const name of textureNames) {
    svg.style.setProperty(`--texture-${name}`, `url(#${prefix}-${name})`);
    defs
      .append('pattern')
      .attr('id', `${prefix}-${name}`)
      .attr('width', 8)
      .attr('height', 8)
      .attr('patternUnits', 'userSpaceOnUse')
      .append('path')
      .attr('class', `texture-lines ${name}`)
      .attr('d', lines[name]);
  }
}

/** The pattern of a state, if it has one: the others differ by tint and outline. */
export function textureOf(state: string): Texture | undefined {
  if (state === 'starting') return 'rising';
  if (state === 'unknown') return 'hatch';
  return state === 'failed' ? 'cross' : undefined;
}
