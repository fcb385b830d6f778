// The user's own command lines and what they answered, out of everything a run has answered: the scenario's lines and the
// documents' own applies are not among them. Lines that only read in the past stand among them, though no run has them.
import type { LineAnswer, Run } from '../run/run.ts';

export interface CommandAnswer extends LineAnswer {
  /** It was read in the past: no input of the run. */
  readonly past?: true;
}

/** What was read in the past. `after`: so many of the run's own lines had been typed. */
export interface PastAnswer {
  readonly after: number;
  readonly answer: CommandAnswer;
}

/** Oldest first; `last` itself if nothing has changed, so that nothing is drawn anew for it. */
export function commandsOf(
  run: Run,
  last: readonly CommandAnswer[],
  past: readonly PastAnswer[] = [],
): readonly CommandAnswer[] {
  const own = ownCommands(run);
  const pastAfter = (count: number): readonly CommandAnswer[] =>
    past.filter(({ after }) => Math.min(after, own.length) === count).map(({ answer }) => answer);
  const found = past.length === 0 ? own : [...pastAfter(0), ...own.flatMap((one, at) => [one, ...pastAfter(at + 1)])];
  const isSame = found.length === last.length && found.every((answer, at) => answer === last[at]);
  return isSame ? last : found;
}

/** Those that are inputs of the run. */
export function ownCommands({ inputs, answers }: Run): readonly LineAnswer[] {
  const found: LineAnswer[] = [];
  let from = 0;
  for (const { kind, atMs, value } of inputs) {
    if (kind !== 'line') continue;
    const at = answers.findIndex(
      (answer, index) => index >= from && 'run' in answer && answer.run === value && answer.atMs === atMs,
    );
    const answer = answers[at];
    if (!answer || !('run' in answer)) continue;
    found.push(answer);
    from = at + 1;
  }
  return found;
}
