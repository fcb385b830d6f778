// The line a verb prints for each object it changed: `statefulset.apps/web scaled`, or just the name with -o name.
import type { Flag, ParsedLine } from './flags.ts';
import type { Shell } from './command.ts';
import { dryRunSuffix } from './dry-run.ts';
import type { DryRun } from './dry-run.ts';
import { subjectOf } from './resource.ts';
import type { Target } from './targets.ts';

export const outputFlag: Flag = { type: 'text', short: 'o' };

/** Why -o asks for more than can be had; undefined if it does not. */
export function outputMistake(verb: string, line: ParsedLine): string | undefined {
  const output = line.text('output');
  return output === undefined || output === 'name' ? undefined : `kubectl ${verb} -o ${output} is not simulated yet`;
}

export function printOutcome(
  shell: Shell,
  line: ParsedLine,
  { kind, name }: Pick<Target, 'kind' | 'name'>,
  outcome: string,
  dryRun?: DryRun,
): void {
  const subject = subjectOf(kind, name);
  shell.stdout(line.text('output') === 'name' ? `${subject}\n` : `${subject} ${outcome}${dryRunSuffix(dryRun)}\n`);
}
