// What the page begins with: the run in the address, or the default scenario if there is none.
import type { LinkDoors } from './doors.ts';
import { openLink } from './open-link.ts';
import type { Opening } from './open-link.ts';
import { treeOf } from '../run/branches.ts';

/** `hash` as the browser gives it, with its `#`. */
export async function opening(hash: string, doors: LinkDoors, defaultText: string): Promise<Opening> {
  const fragment = hash.replace(/^#/, '');
  // What is not even the beginning of a link is nobody's run: an anchor somebody added, for example.
  if (!/^\d/.test(fragment)) return defaultOpening(doors, defaultText);
  const read = await doors.readLink(fragment);
  if (!read.ok) {
    const text = read.readable?.scenarioText;
    return { ok: false, problem: read.problem, ...(text === undefined ? {} : { text }) };
  }
  return openLink(read.state, doors, {
    now: doors.clock.now,
    breathe: () => new Promise((resolve) => doors.clock.setTimer(() => resolve(), 0)),
  });
}

function defaultOpening(doors: LinkDoors, text: string): Opening {
  const created = doors.createRun(text);
  if (!created.ok) throw new Error(`the default scenario must be accepted: ${created.refusals[0]?.message ?? ''}`);
  return { ok: true, beginning: { run: created.run, tree: treeOf(text), editorText: text } };
}
