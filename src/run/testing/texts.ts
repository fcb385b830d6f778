// Texts for tests of the run: worlds without controllers in the way, so that a test says itself what happens when.
import { createRun } from '../create-run.ts';
import type { Run, RunOptions } from '../run.ts';

/** A Scenario document with this `spec`, written as YAML's flow or indented by two. */
export const scenario = (spec: string): string =>
  `apiVersion: ordinal.dev/v1\nkind: Scenario\nmetadata: {name: test}\nspec:\n${spec.replaceAll(/^/gm, '  ')}\n---\n`;

export const configMap = (name: string, more = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${more}}\ndata: {a: "1"}\n---\n`;

/** A run of a text that is not refused. */
export function startedRun(text: string, options?: RunOptions): Run {
  const created = createRun(text, options);
  if (!created.ok) throw new Error(created.refusals.map(({ line, message }) => `line ${line}: ${message}`).join('\n'));
  return created.run;
}

/** What each command printed, with its time and exit code. */
export const printed = (run: Run): readonly string[] =>
  run.answers.map((answer) =>
    'run' in answer
      ? `${answer.atMs} ${answer.run}: ${answer.exit ?? 'in flight'} ${answer.stdout}${answer.stderr}`.trimEnd()
      : `${answer.atMs} ${answer.request}: ${answer.status}`,
  );
