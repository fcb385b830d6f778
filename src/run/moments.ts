// The stretches of a run in which only its cluster moved: nothing typed, no step played, and whatever command was in flight
// only looked on. What the run itself holds is the same all along such a stretch, so a fork can begin anywhere in it.
import type { DatedInput } from './run.ts';
import type { Flight } from './flight.ts';
import type { KnownText } from './apply-text.ts';
import type { ScriptPlace } from './script.ts';

/** What a run holds, besides its cluster. */
export interface Held {
  /** The text applied last. */
  readonly text: string;
  readonly known: KnownText;
  readonly script: ScriptPlace;
  /** The user's command lines that go on all along. */
  readonly flights: readonly Flight[];
  /** How many there were. */
  readonly inputs: number;
  readonly answers: number;
  readonly clusterInputs: number;
}

export interface Moment extends Held {
  readonly atMs: number;
  /** The last instant of the stretch, and the last change before it ended; absent while it goes on. */
  readonly end?: { readonly ms: number; readonly revision: number };
}

export class Moments {
  readonly #list: Moment[];

  constructor(earlier: readonly Moment[] = []) {
    this.#list = [...earlier];
  }

  get isOpen(): boolean {
    const last = this.#list.at(-1);
    return last !== undefined && !last.end;
  }

  /** A stretch begins. */
  open(moment: Moment): void {
    this.#list.push(moment);
  }

  /** It ends, if there is one; if that is before its beginning, there was none. */
  close(end: { readonly ms: number; readonly revision: number }): void {
    const last = this.#list.at(-1);
    if (!last || last.end) return;
    this.#list.pop();
    if (end.ms >= last.atMs) this.#list.push({ ...last, end });
  }

  /** Those that began at or before an instant, with no more than so many inputs; the last of them is where to begin. */
  upTo(ms: number, inputs: number): readonly Moment[] {
    const end = this.#list.findLastIndex((moment) => moment.atMs <= ms && moment.inputs <= inputs);
    return this.#list.slice(0, end + 1);
  }
}

/** How many inputs of a run had been made when an instant was over. */
export const inputsUntil = (inputs: readonly DatedInput[], ms: number): number =>
  inputs.findLastIndex(({ atMs }) => atMs <= ms) + 1;
