// A terminal on a run, for tests that tell a story: a line is played to its end, and time passes only where the story says so.
import type { Run } from '../run.ts';
import { startedRun } from './texts.ts';

export interface Terminal {
  readonly run: Run;
  /** What a line prints, errors included, once it has ended; an exit code other than 0 stands behind it. */
  type(line: string): string;
  /** Starts a line that goes on by itself; the function answers what it has printed so far. */
  watch(line: string): () => string;
  /** Lets so many seconds pass. */
  pass(seconds: number): void;
}

/** `text` is applied at 0; nothing has passed yet. */
export function terminalOn(text: string): Terminal {
  const run = startedRun(text);
  const submitted = (line: string): (() => { exit: number | undefined; text: string }) => {
    const result = run.submit({ kind: 'line', value: line });
    if (result.kind === 'edit') throw new Error('a line is no edit');
    return () => {
      const answer = run.answers[result.answer];
      if (!answer || !('run' in answer)) throw new Error(`no answer to ${line}`);
      return { exit: answer.exit, text: answer.stdout + answer.stderr };
    };
  };
  return {
    run,
    watch(line) {
      const answer = submitted(line);
      return () => answer().text;
    },
    type(line) {
      const answer = submitted(line);
      const patientUntilMs = run.cluster.nowMs + 3_600_000;
      while (answer().exit === undefined) {
        if (run.cluster.nowMs >= patientUntilMs) throw new Error(`this has waited for an hour: ${line}`);
        run.advanceTo(run.cluster.nowMs + 100);
      }
      const { exit, text: printed } = answer();
      return exit === 0 ? printed : `${printed}(exit ${exit})`;
    },
    pass: (seconds) => void run.advanceTo(run.cluster.nowMs + seconds * 1_000),
  };
}

/** Rows of `kubectl get pods -w` as Pod and status, without those that repeat what was last said of the Pod. */
export function livesIn(watched: string): readonly (readonly [pod: string, status: string])[] {
  const last = new Map<string, string>();
  return watched
    .trimEnd()
    .split('\n')
    .slice(1)
    .flatMap((row) => {
      const [pod = '', , status = ''] = row.split(/ +/);
      if (last.get(pod) === status) return [];
      last.set(pod, status);
      return [[pod, status] as const];
    });
}
