// What the page begins with: the run in the address, or the session that was kept, or the default scenario. A link never takes
// the place of what was kept.
import type { Beginning } from './beginning.ts';
import type { Doors, LinkDoors } from './doors.ts';
import type { HeldWhy, Keeping } from './keeper.ts';
import { openLink } from './open-link.ts';
import { canGoOn } from './lines.ts';
import type { RefusedLink } from './open-link.ts';
import { openSaved } from './open-saved.ts';
import type { Patience } from './patient-replay.ts';
import { treeOf } from '../run/branches.ts';
import type { Autosave } from '../share/autosave.ts';

export type Opening = { readonly ok: true; readonly beginning: Beginning; readonly keeping: Keeping } | RefusedLink;

export interface Wanted {
  /** As the browser gives it, with its `#`. */
  readonly hash: string;
  /** Not what was kept: it may be what the page cannot bear. */
  readonly fresh: boolean;
  readonly defaultText: string;
}

export async function opening(wanted: Wanted, doors: LinkDoors, autosave: Autosave): Promise<Opening> {
  const fragment = wanted.hash.replace(/^#/, '');
  const patience: Patience = {
    now: doors.clock.now,
    breathe: () => new Promise((resolve) => doors.clock.setTimer(() => resolve(), 0)),
  };
  // What is not even the beginning of a link is nobody's run: an anchor somebody added, for example.
  if (!/^\d/.test(fragment)) return ownOpening(wanted, doors, autosave, patience);
  const read = await doors.readLink(fragment);
  if (!read.ok) {
    const text = read.readable?.scenarioText;
    return { ok: false, problem: read.problem, ...(text === undefined ? {} : { text }) };
  }
  const opened = await openLink(read.state, doors, patience);
  return opened.ok ? { ...opened, keeping: beside(autosave, 'link') } : opened;
}

/** For a session that is not the one that was kept. */
export function beside(autosave: Autosave, why: HeldWhy): Keeping {
  const loaded = autosave.load();
  if (loaded.kind === 'nothing') return { kind: 'on' };
  if (loaded.kind === 'problem' && loaded.problem.code === 'blocked') return { kind: 'on', problem: loaded.problem };
  return { kind: 'held', why };
}

async function ownOpening(
  { fresh, defaultText }: Wanted,
  doors: LinkDoors,
  autosave: Autosave,
  patience: Patience,
): Promise<Opening> {
  const begin = async (editorText: string, keeping: Keeping): Promise<Opening> => ({
    ok: true,
    beginning: await beginningWith(editorText, defaultText, doors),
    keeping,
  });
  if (fresh) return begin(defaultText, beside(autosave, 'fresh'));
  const loaded = autosave.load();
  if (loaded.kind === 'nothing') return begin(defaultText, { kind: 'on' });
  // What cannot be read is set aside once something is kept again.
  if (loaded.kind === 'problem') {
    return begin(loaded.text ?? defaultText, { kind: 'on', problem: loaded.problem });
  }
  const opened = await openSaved(loaded.session, doors, patience);
  if (opened.ok) return { ...opened, keeping: { kind: 'on' } };
  return begin(loaded.session.editorText, { kind: 'held', why: opened.why });
}

/** Plays this text, or the default with it in the editor if it is refused or what plays its lines cannot be loaded. */
export async function beginningWith(text: string, defaultText: string, doors: Doors): Promise<Beginning> {
  const wanted = doors.createRun(text);
  const canWanted = wanted.ok && (await canGoOn(wanted.run, [], doors.lines));
  const created = canWanted ? wanted : doors.createRun(defaultText);
  if (!created.ok) throw new Error(`the default scenario must be accepted: ${created.refusals[0]?.message ?? ''}`);
  const { run } = created;
  const notice = wanted.ok && !canWanted ? 'linesNotLoaded' : null;
  return { run, tree: treeOf(run.text), editorText: text, notice };
}
