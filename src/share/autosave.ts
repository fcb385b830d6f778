// Keeps a session in the browser's storage and takes it up again. Storage may be blocked, full, shared with other tabs, or
// hold what this version cannot read: nothing that was saved is ever lost to that, and what is wrong is told.
import { readSession, writeSession } from './saved-session.ts';
import type { SavedSession, SaveProblem } from './saved-session.ts';

/** As of the browser's `localStorage`: each of them may throw. */
export interface SavePlace {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
}

export type Loaded =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'session'; readonly session: SavedSession }
  /** `text`: what stood in the editor, if that could be read. What was saved is set aside when something is saved again. */
  | { readonly kind: 'problem'; readonly problem: SaveProblem; readonly text?: string };

const name = 'ordinal.session';
/** Where what cannot be read is set aside. */
const asideNames = [1, 2, 3, 4, 5].map((number) => `${name}.aside-${number}`);

export class Autosave {
  readonly #place: () => SavePlace;
  /** What stood there when it was last looked at or written; undefined: whatever stands there may be replaced. */
  #known: string | null | undefined = null;

  constructor(place: () => SavePlace) {
    this.#place = place;
  }

  /** Never throws. */
  load(): Loaded {
    try {
      this.#known = this.#place().getItem(name);
    } catch (error) {
      return { kind: 'problem', problem: problemOf(error) };
    }
    if (this.#known === null) return { kind: 'nothing' };
    const read = readSession(this.#known);
    if (read.ok) return { kind: 'session', session: read.session };
    const { problem, text } = read;
    return { kind: 'problem', problem, ...(text === undefined ? {} : { text }) };
  }

  /** Gives what is wrong if it is not saved; what was saved before is still there then. Never throws. */
  save(session: SavedSession): SaveProblem | undefined {
    const written = writeSession(session);
    if (!written.ok) return written.problem;
    try {
      const place = this.#place();
      const stored = place.getItem(name);
      const isOurs = stored === null || this.#known === undefined || stored === this.#known;
      if (!isOurs) return { code: 'elsewhere', params: {} };
      if (stored !== null && !readSession(stored).ok && !setAside(place, stored)) return full;
      place.setItem(name, written.saved);
      this.#known = written.saved;
      return undefined;
    } catch (error) {
      return problemOf(error);
    }
  }

  /** From now on what another tab has saved may be replaced. */
  takeOver(): void {
    this.#known = undefined;
  }
}

const full: SaveProblem = { code: 'full', params: {} };

/** Whether it is kept under another name, now or since earlier. */
function setAside(place: SavePlace, stored: string): boolean {
  for (const asideName of asideNames) {
    const there = place.getItem(asideName);
    if (there === stored) return true;
    if (there !== null) continue;
    place.setItem(asideName, stored);
    return true;
  }
  return false;
}

const problemOf = (error: unknown): SaveProblem =>
  error instanceof Error && /quota/i.test(`${error.name} ${error.message}`) ? full : { code: 'blocked', params: {} };
