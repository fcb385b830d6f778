// A step's solution, done as a person would: lines through the command line, edits through the editor and Apply, each when
// what the one before set going has settled.
import type { Session } from '../session.ts';
import { solutionInput } from '../../lessons/begin-step.ts';
import type { SolutionPart } from '../../lessons/lesson.ts';

/** Gives what stops it where it is. A part that does not fit the text any more ends it. */
export function playSolution(solution: readonly SolutionPart[], session: Session): () => void {
  const rest = [...solution];
  let isDoing = false;
  const next = (): void => {
    if (isDoing || session.run().state().kind === 'working') return;
    const part = rest.shift();
    if (!part) return stop();
    isDoing = true;
    perform(part, session);
    isDoing = false;
  };
  const stop = session.store.subscribe(next);
  next();
  return stop;
}

function perform(part: SolutionPart, session: Session): void {
  const input = solutionInput(part, session.store.getState().text);
  if (!input) return;
  if (input.kind === 'line') return session.command(input.value);
  session.edit(input.value);
  session.apply();
}
