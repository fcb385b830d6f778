// The layers of the picture, from the ground up, and what all marks have in common: their words, a way to reach and choose
// them, and the ring round what is focused or selected.
import { select } from 'd3';
import type { Box, Scene } from '../scene/scene.ts';
import type { Glyph } from './drawing.ts';
import { bandGlyph } from './glyphs/band.ts';
import { chipGlyph } from './glyphs/chip.ts';
import { laneGlyph, laneHeaderGlyph } from './glyphs/lane.ts';
import { podGlyph } from './glyphs/pod.ts';
import { pulseGlyph } from './glyphs/pulse.ts';
import { setGlyph } from './glyphs/set.ts';
import { slotGlyph } from './glyphs/slot.ts';
import { threadGlyph } from './glyphs/thread.ts';
import { tileGlyph } from './glyphs/tile.ts';
import { volumeGlyph } from './glyphs/volume.ts';
import { Layer } from './layer.ts';
import type { Motion } from './layer.ts';
import type { Place } from './neighbour.ts';
import { defineTextures } from './textures.ts';

export interface Picture {
  /** Whether anything was drawn. */
  update(scene: Scene, motion: Motion): boolean;
  /** What can be reached by arrow keys, as drawn last. */
  places(): readonly Place[];
}

export function createPicture(svg: SVGSVGElement): Picture {
  defineTextures(svg);
  const [lanes, sets] = [layer(svg, laneGlyph, dress), layer(svg, setGlyph, dress)];
  const threads = layer(svg, threadGlyph);
  const headers = layer(svg, laneHeaderGlyph);
  const [volumes, slots] = [layer(svg, volumeGlyph, dress), layer(svg, slotGlyph, dress)];
  const [pods, tiles] = [layer(svg, podGlyph, dress), layer(svg, tileGlyph, dress)];
  const [chips, bands, pulses] = [layer(svg, chipGlyph, dress), layer(svg, bandGlyph), layer(svg, pulseGlyph)];
  let drawn: Scene | undefined;
  return {
    update(scene, motion) {
      drawn = scene;
      const changes = [
        lanes.update(scene.lanes, motion),
        sets.update(scene.sets, motion),
        threads.update(scene.threads, motion),
        headers.update(scene.lanes, motion),
        volumes.update(scene.volumes, motion),
        slots.update(scene.slots, motion),
        pods.update(scene.pods, motion),
        tiles.update(scene.tiles, motion),
        chips.update(scene.chips, motion),
        bands.update(scene.bands, motion),
        pulses.update(scene.pulses, { animate: false, reduced: motion.reduced }),
      ];
      return changes.includes(true);
    },
    places: () =>
      drawn
        ? [
            ...drawn.sets,
            ...drawn.slots,
            ...drawn.chips,
            ...drawn.lanes,
            ...drawn.pods,
            ...drawn.tiles,
            ...drawn.volumes,
          ]
        : [],
  };
}

function layer<M extends { readonly id: string }>(
  svg: SVGSVGElement,
  glyph: Glyph<M>,
  dressed?: (node: SVGGElement, mark: M) => void,
): Layer<M> {
  const group = select(svg)
    .append('g')
    .attr('class', `layer ${glyph.name.split(' ').at(-1) ?? ''}s`)
    .node();
  if (!group) throw new Error('a layer that was appended must be there');
  return new Layer(group, glyph, dressed);
}

interface Dressed {
  readonly id: string;
  readonly box: Box;
  readonly words: string;
  readonly about: string | null;
}

const haloMargin = 4;

function dress(node: SVGGElement, { id, box, words, about }: Dressed): void {
  node.dataset['id'] = id;
  if (about === null) delete node.dataset['about'];
  else node.dataset['about'] = about;
  node.setAttribute('role', about === null ? 'img' : 'button');
  node.setAttribute('aria-label', words);
  if (!node.hasAttribute('tabindex')) node.setAttribute('tabindex', '-1');
  const group = select(node);
  if (group.select(':scope > title').empty()) {
    group.insert('title', ':first-child');
    group
      .append('rect')
      .attr('class', 'halo')
      .attr('rx', Math.min(14, box.width / 3));
  }
  group.select(':scope > title').text(words);
  group
    .select(':scope > .halo')
    .attr('x', -haloMargin)
    .attr('y', -haloMargin)
    .attr('width', box.width + 2 * haloMargin)
    .attr('height', box.height + 2 * haloMargin);
}
