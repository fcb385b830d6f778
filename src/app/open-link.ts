// A link's content brought back to life: the same run, paused at the same instant; or what is wrong with it.
import type { Doors } from './doors.ts';
import type { Beginning } from './beginning.ts';
import { canGoOn } from './lines.ts';
import { replayPatiently } from './patient-replay.ts';
import type { Patience } from './patient-replay.ts';
import { treeOf } from '../run/branches.ts';
import type { Refusal } from '../run/run.ts';
import type { LinkProblem, LinkState } from '../share/link-state.ts';

/** Why a link is not shown: what its reader found; or its text is refused today, it takes too long, or lines cannot be played. */
export type OpeningProblem =
  | LinkProblem
  | { readonly code: 'refused'; readonly params: LinkProblem['params'] }
  | { readonly code: 'too-long' | 'not-loaded' };

export interface RefusedLink {
  readonly ok: false;
  readonly problem: OpeningProblem;
  /** Its YAML, if that could be read. */
  readonly text?: string;
}

export type OpenedLink = { readonly ok: true; readonly beginning: Beginning } | RefusedLink;

export async function openLink(state: LinkState, doors: Doors, patience: Patience): Promise<OpenedLink> {
  const { scenarioText, inputs, editorText, cursor } = state;
  const created = doors.createRun(scenarioText);
  if (!created.ok) return { ok: false, problem: refused(created.refusals), text: scenarioText };
  const { run } = created;
  if (!(await canGoOn(run, inputs, doors.lines))) {
    return { ok: false, problem: { code: 'not-loaded' }, text: editorText };
  }
  if (!(await replayPatiently(run, inputs, cursor.ms, patience))) {
    return { ok: false, problem: { code: 'too-long' }, text: editorText };
  }
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
