// What panels and dialogs ask about the run as it is shown now, and what a link holds of it.
import { inspected } from './inspected.ts';
import type { Inspected } from './inspected.ts';
import type { SessionParts } from './session-parts.ts';
import { twinOf } from './twin.ts';
import type { Twin } from './twin.ts';
import { stepWords } from './step-words.ts';
import { whyCards } from './why.ts';
import type { WhyCard } from './why.ts';
import type { Reason } from '../engine/index.ts';
import type { Run } from '../run/run.ts';
import { waitText } from '../scene/narrate.ts';
import type { LinkState } from '../share/link-state.ts';
import type { SavedSession } from '../share/saved-session.ts';

export interface Readings {
  /** What is played, for those who judge it: it is never changed but through the session. */
  readonly run: () => Run;
  /** The address that opens this run at this instant. Rejects with a sentence if it cannot be made. */
  readonly link: () => Promise<string>;
  /** What is kept of the session. `checked`: with the checksum, which takes its time. */
  readonly saved: (how: { readonly checked: boolean }) => SavedSession;
  /** Of the step one stands at; '' if there is nothing to say of it. */
  readonly stepWords: () => string;
  readonly whyCards: () => readonly WhyCard[];
  /** `most`: so many rows at most. */
  readonly twin: (most?: number) => Twin;
  /** At the end of what has happened. */
  readonly podCount: () => number;
  readonly inspect: (about: string) => Inspected | undefined;
  readonly waitWords: (reason: Reason) => string;
  /** What keeps a cluster that never settles busy. */
  readonly goingOn: () => readonly string[];
}

export function readings(parts: SessionParts): Readings {
  const { store, playing, doors } = parts;
  return {
    run: () => playing.now.run,
    link: () => doors.linkTo(linkStateOf(parts)),
    saved({ checked }) {
      const { cursor, run } = playing.now;
      const at = cursor();
      return {
        tree: playing.branches.tree,
        editorText: store.getState().text,
        cursor: at,
        engine: doors.engine,
        checksum: checked ? doors.checksum(run.cluster.viewAt(at)) : '',
      };
    },
    stepWords: () => stepWords(playing.now.run.cluster, playing.now.cursor().revision, doors.messages()),
    whyCards: () =>
      whyCards({
        view: playing.now.instant().view,
        changes: playing.now.run.cluster.changes(),
        messages: doors.messages(),
      }),
    twin: (most) => twinOf(playing.now.instant(), most),
    podCount: () => playing.now.run.cluster.head.count('Pod'),
    inspect: (about) => inspected(about, playing.now.instant().view, playing.now.run.cluster.changes()),
    waitWords: (reason) => waitText(reason, doors.messages()),
    goingOn: () => playing.now.goingOn(),
  };
}

function linkStateOf({ store, playing, doors }: SessionParts): LinkState {
  const { run, instant } = playing.now;
  const { view, atMs } = instant();
  return {
    scenarioText: playing.branches.current.text,
    inputs: run.inputs.map(({ atMs: at, kind, value }) => ({ atMs: at, kind, value })),
    editorText: store.getState().text,
    cursor: { ms: atMs, revision: view.cursor.revision },
    engine: doors.engine,
    checksum: doors.checksum(view),
  };
}
