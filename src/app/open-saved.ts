// A session that was kept, brought back to life: all its branches, on the one and at the instant where one left, paused.
import type { Beginning } from './beginning.ts';
import type { Doors } from './doors.ts';
import { canGoOn } from './lines.ts';
import { replayPatiently } from './patient-replay.ts';
import type { Patience } from './patient-replay.ts';
import type { BranchRecord } from '../run/branch.ts';
import { inputsIn } from '../run/branches.ts';
import type { BranchTree } from '../run/branches.ts';
import type { Run } from '../run/run.ts';
import type { SavedSession } from '../share/saved-session.ts';

export type OpenedSaved =
  | { readonly ok: true; readonly beginning: Beginning }
  /** This version refuses its text, or playing it again takes too long, or what plays its lines cannot be loaded. */
  | { readonly ok: false; readonly why: 'refused' | 'too-long' | 'not-loaded' };

export async function openSaved(saved: SavedSession, doors: Doors, patience: Patience): Promise<OpenedSaved> {
  const { tree, editorText, cursor, checksum } = saved;
  const current = tree.branches.find(({ id }) => id === tree.current);
  if (!current) throw new Error('a session that could be read must have a current branch');
  const created = doors.createRun(current.text);
  if (!created.ok) return { ok: false, why: 'refused' };
  const { run } = created;
  if (!(await areReadyFor(tree, current, run, doors))) return { ok: false, why: 'not-loaded' };
  if (!(await replayPatiently(run, inputsIn(tree, tree.current), current.headMs, patience))) {
    return { ok: false, why: 'too-long' };
  }
  const { cluster } = run;
  const ms = Math.min(cursor.ms, cluster.nowMs);
  const seen = { ms, revision: Math.min(cursor.revision, cluster.cursorAt(ms).revision) };
  // One that was kept while it was playing has none.
  const same = checksum === '' || doors.checksum(cluster.viewAt(seen)) === checksum;
  return { ok: true, beginning: { run, tree, editorText, cursor: seen, notice: same ? null : 'savedOtherVersion' } };
}

/** Its other branches are played again when somebody returns to them, at once. */
async function areReadyFor(tree: BranchTree, current: BranchRecord, run: Run, { lines }: Doors): Promise<boolean> {
  if (tree.branches.some(({ text }) => text !== current.text)) return lines.ready();
  const inputs = tree.branches.flatMap((branch) => branch.inputs);
  return canGoOn(run, inputs, lines);
}
