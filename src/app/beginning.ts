// What a session begins with; apart, because links, resets and the session itself all make or take one.
import type { Run } from '../run/run.ts';
import type { SessionState } from './session-state.ts';

/** What a session begins with: a run, and where to look at it. */
export interface Beginning {
  readonly run: Run;
  /** The text the run was started with. */
  readonly scenarioText: string;
  readonly editorText: string;
  /** Paused at this instant, as a link wants it; otherwise it plays from the start. */
  readonly atMs?: number;
  readonly notice?: SessionState['notice'];
}
