// The user's own command lines and what they answered, out of everything a run has answered: the scenario's lines and the
// documents' own applies are not among them.
import type { Run, RunAnswer } from '../run/run.ts';

export type CommandAnswer = Extract<RunAnswer, { run: string }>;

/** Oldest first; `last` itself if nothing has changed, so that nothing is drawn anew for it. */
export function commandsOf({ inputs, answers }: Run, last: readonly CommandAnswer[]): readonly CommandAnswer[] {
  const found: CommandAnswer[] = [];
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
  const isSame = found.length === last.length && found.every((answer, at) => answer === last[at]);
  return isSame ? last : found;
}
