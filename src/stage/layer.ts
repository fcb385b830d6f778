// One kind of mark on the picture, kept in step by a keyed join: what left fades, what moved glides, what came appears, in
// that order and within 300 ms; what a mark says changes at once, so that comfort never lies about order.
import { easeCubicInOut, select } from 'd3';
import type { Selection } from 'd3';
import { groupOf } from './drawing.ts';
import type { Glyph } from './drawing.ts';
import { same } from './same.ts';

export interface Motion {
  readonly animate: boolean;
  /** Motion is unwelcome: mark what changed instead. */
  readonly reduced: boolean;
}

interface Identified {
  readonly id: string;
}

const leaveMs = 110;
const move = { delayMs: 50, durationMs: 210 };
const enter = { delayMs: 150, durationMs: 140 };
const markedMs = 1500;

export class Layer<M extends Identified> {
  readonly #group: SVGGElement;
  readonly #glyph: Glyph<M>;
  readonly #dress: (node: SVGGElement, mark: M) => void;
  readonly #painted = new Map<SVGGElement, { readonly mark: M; readonly variant: string }>();
  #marks: readonly M[] = [];
  #drawn = false;
  /** Something may be gliding or fading still. */
  #restless = false;

  /** `dress` adds what all marks of the picture have in common: words, a way to reach them by key. */
  constructor(group: SVGGElement, glyph: Glyph<M>, dress: (node: SVGGElement, mark: M) => void = () => undefined) {
    this.#group = group;
    this.#glyph = glyph;
    this.#dress = dress;
  }

  /** Gives whether anything was drawn. */
  update(marks: readonly M[], motion: Motion): boolean {
    if (this.#drawn && same(marks, this.#marks)) return false;
    this.#marks = marks;
    select(this.#group)
      .selectAll<SVGGElement, M>(':scope > g:not(.gone)')
      .data(marks, (mark) => mark.id)
      .join(
        (entering) =>
          entering
            .append('g')
            .attr('class', this.#glyph.name)
            .each((mark, at, nodes) => this.#enter(nodeAt(nodes, at), mark, motion)),
        (staying) => staying.each((mark, at, nodes) => this.#change(nodeAt(nodes, at), mark, motion)),
        (leaving) => leaving.each((_, at, nodes) => this.#leave(nodeAt(nodes, at), motion)),
      );
    this.#drawn = true;
    this.#restless = motion.animate;
    return true;
  }

  #enter(node: SVGGElement, mark: M, { animate }: Motion): void {
    const group = groupOf(node);
    this.#build(node, mark);
    this.#place(node, mark, 0);
    if (!animate || !this.#drawn) return;
    group.style('opacity', 0);
    const coming = group.transition('fade').delay(enter.delayMs).duration(enter.durationMs);
    coming.style('opacity', 1).on('end', () => group.style('opacity', null));
  }

  #change(node: SVGGElement, mark: M, { animate, reduced }: Motion): void {
    const before = this.#painted.get(node);
    const group = groupOf(node);
    const stops = !animate && this.#restless;
    if (stops) group.interrupt('fade').interrupt('glide').style('opacity', null);
    if (before && same(before.mark, mark)) {
      if (stops) this.#place(node, mark, 0);
      return;
    }
    if (before?.variant === this.#glyph.variant(mark)) this.#paint(node, mark, before.variant);
    else this.#build(node, mark);
    this.#place(node, mark, animate ? move.durationMs : 0, before?.mark);
    if (reduced && before && wordsOf(before.mark) !== wordsOf(mark)) markAsChanged(node);
  }

  #leave(node: SVGGElement, { animate }: Motion): void {
    this.#painted.delete(node);
    node.classList.add('gone');
    node.removeAttribute('tabindex');
    if (!animate) node.remove();
    else {
      // One that is still gliding would be spared by the removal, and stay for good.
      const leaving = groupOf(node).interrupt('glide').interrupt('fade').transition('fade').duration(leaveMs);
      leaving.style('opacity', 0).remove();
    }
  }

  #build(node: SVGGElement, mark: M): void {
    node.replaceChildren();
    this.#glyph.build(groupOf(node), mark);
    this.#paint(node, mark, this.#glyph.variant(mark));
  }

  #paint(node: SVGGElement, mark: M, variant: string): void {
    this.#painted.set(node, { mark, variant });
    this.#glyph.paint(groupOf(node), mark);
    this.#dress(node, mark);
  }

  #place(node: SVGGElement, mark: M, glideMs: number, before?: M): void {
    const group = groupOf(node);
    const { place, bend } = this.#glyph;
    bend?.(group, mark, glideMs);
    if (!place) return;
    const there = place(mark);
    const transform = `translate(${there.x},${there.y})`;
    if (glideMs === 0) group.attr('transform', transform);
    else if (!before || !same(place(before), there)) glide(group, glideMs).attr('transform', transform);
  }
}

/** All that glides does so together, so that threads stay tied to what they tie. */
export const glide = <N extends SVGElement>(moving: Selection<N, unknown, null, undefined>, durationMs: number) =>
  moving.transition('glide').delay(move.delayMs).duration(durationMs).ease(easeCubicInOut);

function nodeAt(nodes: ArrayLike<SVGGElement>, at: number): SVGGElement {
  const node = nodes[at];
  if (!node) throw new Error('a join must hand over the nodes it speaks of');
  return node;
}

const wordsOf = (mark: object): unknown => ('words' in mark ? mark.words : undefined);

function markAsChanged(node: SVGGElement): void {
  node.classList.add('changed');
  setTimeout(() => node.classList.remove('changed'), markedMs);
}
