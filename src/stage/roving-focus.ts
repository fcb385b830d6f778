// Makes the marks of a picture reachable by keyboard: one of them is in the tab order, arrow keys lead to its neighbours,
// Enter or space chooses it, Escape lets go.
import { directionOf, neighbour } from './neighbour.ts';
import type { Place } from './neighbour.ts';

/** `about` of a mark, or null for the ground; `byKey`: with the keyboard. */
export type Choose = (about: string | null, byKey: boolean) => void;

export class RovingFocus {
  readonly #host: HTMLElement;
  readonly #onSelect: Choose;
  #places: readonly Place[] = [];
  #current: string | undefined;

  /** Listens on the element around the picture: a listener for focus would put an SVG into the tab order itself. */
  constructor(host: HTMLElement, onSelect: Choose) {
    this.#host = host;
    this.#onSelect = onSelect;
    host.addEventListener('keydown', (event) => this.#key(event));
    host.addEventListener('click', (event) => this.#onSelect(markAt(event.target)?.dataset['about'] ?? null, false));
    host.addEventListener('focusin', (event) => this.#remember(markAt(event.target)));
  }

  /** After the marks were drawn: one that is there keeps the place in the tab order. */
  update(places: readonly Place[]): void {
    this.#places = places;
    const current = places.find(({ id }) => id === this.#current) ?? places[0];
    this.#setCurrent(current?.id);
  }

  #remember(mark: SVGGElement | undefined): void {
    if (mark?.dataset['id'] !== undefined) this.#setCurrent(mark.dataset['id']);
  }

  #setCurrent(id: string | undefined): void {
    this.#current = id;
    for (const node of this.#host.querySelectorAll<SVGGElement>('.mark[tabindex="0"]'))
      if (node.dataset['id'] !== id) node.setAttribute('tabindex', '-1');
    const node = this.#nodeOf(id);
    if (node && node.getAttribute('tabindex') !== '0') node.setAttribute('tabindex', '0');
  }

  #key(event: KeyboardEvent): void {
    const mark = markAt(event.target);
    if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = directionOf(event.key);
    if (direction) this.#go(mark, direction, event);
    else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#onSelect(mark.dataset['about'] ?? null, true);
    } else if (event.key === 'Escape') this.#onSelect(null, true);
  }

  #go(mark: SVGGElement, direction: NonNullable<ReturnType<typeof directionOf>>, event: KeyboardEvent): void {
    const from = this.#places.find(({ id }) => id === mark.dataset['id']);
    const next = from && this.#nodeOf(neighbour(this.#places, from, direction));
    event.preventDefault();
    next?.focus();
  }

  #nodeOf(id: string | undefined): SVGGElement | undefined {
    if (id === undefined) return undefined;
    return this.#host.querySelector<SVGGElement>(`.mark[data-id="${CSS.escape(id)}"]:not(.gone)`) ?? undefined;
  }
}

function markAt(target: EventTarget | null): SVGGElement | undefined {
  return (target instanceof Element && target.closest<SVGGElement>('.mark')) || undefined;
}
