// From a step to the run it is done on: the step's own text, at its beginning or when everything in it has happened.
import { createRun } from '../run/create-run.ts';
import type { CreatedRun, Run, RunInput } from '../run/run.ts';
import type { LessonStep, SolutionPart } from './lesson.ts';

/** What does not settle by then (a crash loop) is entered as it is. */
const longestSettlingMs = 600_000;

/** A fresh run for this step; refused if its text is. The step begins at the head of that run. */
export function beginStep({ start }: LessonStep): CreatedRun {
  const created = createRun(start.text);
  if (created.ok && start.from === 'settled') settle(created.run);
  return created;
}

/** Advances until nothing more can change an object by itself, at most ten minutes of cluster time. */
export function settle(run: Run): void {
  const untilMs = run.cluster.nowMs + longestSettlingMs;
  for (let nextMs = run.nextMs(); nextMs !== undefined && nextMs <= untilMs; nextMs = run.nextMs()) {
    run.advanceTo(nextMs);
  }
}

/** What this part of a solution submits, given the text in the editor; undefined: the text to replace is not there. */
export function solutionInput(part: SolutionPart, text: string): RunInput | undefined {
  if ('line' in part) return { kind: 'line', value: part.line };
  const at = text.indexOf(part.find);
  if (at < 0) return undefined;
  return { kind: 'edit', value: `${text.slice(0, at)}${part.put}${text.slice(at + part.find.length)}` };
}
