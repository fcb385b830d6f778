// Keeps the session for the next visit, a little after something changed and when the page is left; and says so when it does
// not: because somebody else's run is on show, another tab keeps its own, or the browser's storage does not take it.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Session } from './session.ts';
import type { SessionState } from './session-state.ts';
import type { Autosave } from '../share/autosave.ts';
import type { SaveProblem } from '../share/saved-session.ts';

/** Why one's own session stays as it was kept, and this one is not: it came from a link, or the kept one could not be shown. */
export type HeldWhy = 'link' | 'fresh' | 'refused' | 'too-long' | 'not-loaded';

export type Keeping =
  /** `problem`: with what had been kept. */
  { readonly kind: 'on'; readonly problem?: SaveProblem } | { readonly kind: 'held'; readonly why: HeldWhy };

export interface KeepNote {
  readonly code: HeldWhy | SaveProblem['code'];
  /** There is another session, which may be returned to, and which this one may replace. */
  readonly other: boolean;
}

export interface Keeper {
  readonly store: StoreApi<{ readonly note: KeepNote | null }>;
  /** From now on this session is kept, in place of the other one. */
  readonly keepThis: () => void;
  readonly dismiss: () => void;
  /** Nothing is kept any more. */
  readonly stop: () => void;
}

/** As of the browser; each gives what calls it off. */
export interface KeeperDoors {
  readonly later: (callback: () => void, ms: number) => () => void;
  /** The page is hidden or left: there may be no other time. */
  readonly onLeave: (callback: () => void) => () => void;
}

/** Wall time between two savings. */
const restMs = 1500;

export function startKeeping(session: Session, autosave: Autosave, keeping: Keeping, doors: KeeperDoors): Keeper {
  const first = firstNote(keeping);
  const store = createStore<{ readonly note: KeepNote | null }>(() => ({ note: first }));
  let isOn = keeping.kind === 'on';
  let callOff: (() => void) | undefined;
  let kept: SessionState | null = session.store.getState();
  let isChecked = true;
  let told: KeepNote['code'] | undefined = first?.code;

  const save = (isLast: boolean): void => {
    callOff?.();
    callOff = undefined;
    const state = session.store.getState();
    if (!isOn || !(isChanged(state, kept) || (isLast && !isChecked))) return;
    const problem = autosave.save(session.saved({ checked: isLast }));
    if (!problem) [kept, isChecked] = [state, isLast];
    tell(problem?.code);
  };
  /** Once, until it changes; what is over goes away. */
  const tell = (code: SaveProblem['code'] | undefined): void => {
    const { note } = store.getState();
    if (code === told) return;
    if (code) store.setState({ note: { code, other: code === 'elsewhere' } });
    else if (note && troubles.has(note.code)) store.setState({ note: null });
    told = code;
  };
  const unsubscribe = session.store.subscribe((state) => {
    if (isOn && !callOff && isChanged(state, kept)) callOff = doors.later(() => save(false), restMs);
  });
  const stopListening = doors.onLeave(() => save(true));

  return {
    store,
    keepThis() {
      autosave.takeOver();
      [isOn, kept] = [true, null];
      store.setState({ note: null });
      save(true);
    },
    dismiss: () => store.setState({ note: null }),
    stop() {
      isOn = false;
      callOff?.();
      unsubscribe();
      stopListening();
    },
  };
}

/** What goes away by itself once saving succeeds. */
const troubles: ReadonlySet<KeepNote['code']> = new Set(['full', 'blocked', 'too-large', 'elsewhere']);

function firstNote(keeping: Keeping): KeepNote | null {
  if (keeping.kind === 'held') return { code: keeping.why, other: true };
  return keeping.problem ? { code: keeping.problem.code, other: false } : null;
}

const isChanged = (now: SessionState, then: SessionState | null): boolean =>
  !then ||
  now.text !== then.text ||
  now.cursor.ms !== then.cursor.ms ||
  now.cursor.revision !== then.cursor.revision ||
  now.headMs !== then.headMs ||
  now.branches !== then.branches;
