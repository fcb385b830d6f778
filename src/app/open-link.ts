// A link's content brought back to life: the same run, paused at the same instant; or what is wrong with it.
import type { Doors } from './doors.ts';
import type { Beginning } from './beginning.ts';
import { treeOf } from '../run/branches.ts';
import type { Refusal, Run } from '../run/run.ts';
import type { LinkProblem, LinkState } from '../share/link-state.ts';

/** Why a link is not shown: what its reader found, or its text is refused today, or replaying it takes too long. */
export type OpeningProblem =
  LinkProblem | { readonly code: 'refused'; readonly params: LinkProblem['params'] } | { readonly code: 'too-long' };

export interface RefusedLink {
  readonly ok: false;
  readonly problem: OpeningProblem;
  /** Its YAML, if that could be read. */
  readonly text?: string;
}

export type Opening = { readonly ok: true; readonly beginning: Beginning } | RefusedLink;

export interface Patience {
  /** Wall time in ms that only rises. */
  readonly now: () => number;
  /** Lets the browser do something else. */
  readonly breathe: () => Promise<void>;
}

const sliceMs = 40;
/** A hostile link may ask for a million years of a crash loop. */
const longestMs = 20_000;

export async function openLink(state: LinkState, doors: Doors, patience: Patience): Promise<Opening> {
  const { scenarioText, inputs, editorText, cursor } = state;
  const created = doors.createRun(scenarioText);
  if (!created.ok) return { ok: false, problem: refused(created.refusals), text: scenarioText };
  const { run } = created;
  const inTime = advancer(run, patience);
  for (const { atMs, kind, value } of inputs) {
    if (!(await inTime(atMs))) return { ok: false, problem: { code: 'too-long' }, text: editorText };
    run.submit({ kind, value });
  }
  if (!(await inTime(cursor.ms))) return { ok: false, problem: { code: 'too-long' }, text: editorText };
  const { cluster } = run;
  const seen = { ms: cursor.ms, revision: Math.min(cursor.revision, cluster.cursorAt(cursor.ms).revision) };
  const same = doors.checksum(cluster.viewAt(seen)) === state.checksum;
  const tree = treeOf(scenarioText, inputs, cluster.nowMs);
  const notice = same ? null : 'otherVersion';
  const lesson = state.lesson && { lesson: state.lesson };
  return { ok: true, beginning: { run, tree, editorText, cursor: seen, notice, ...lesson } };
}

const refused = (refusals: readonly Refusal[]): OpeningProblem => {
  const first = refusals[0];
  return {
    code: 'refused',
    params: { line: first?.line ?? 1, column: first?.column ?? 1, message: first?.message ?? '' },
  };
};

/** Advances in slices; false once all of them together have taken too long. */
function advancer(run: Run, { now, breathe }: Patience): (ms: number) => Promise<boolean> {
  const endMs = now() + longestMs;
  return async (ms) => {
    for (;;) {
      const pauseMs = now() + sliceMs;
      if (run.advanceTo(ms, () => now() < pauseMs) >= ms) return true;
      if (now() > endMs) return false;
      await breathe();
    }
  };
}
