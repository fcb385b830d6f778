// What documents, steps and the user's commands answered, in order of beginning; a command's output grows while it is in
// flight. An entry is replaced when it grows, so that whoever shows it can compare by reference.
import type { Shell } from '../kubectl/command.ts';
import type { LineAnswer, RunAnswer } from './run.ts';

export class Answers {
  readonly list: RunAnswer[];

  constructor(earlier: readonly RunAnswer[] = []) {
    this.list = [...earlier];
  }

  /** Notes a request that was answered. */
  addRequest(atMs: number, request: string, status: number, answer: unknown): number {
    return this.list.push({ atMs, request, status, answer }) - 1;
  }

  /** Notes a command line that begins; its place in the list. */
  begin(atMs: number, run: string): number {
    return this.list.push({ atMs, run, stdout: '', stderr: '' }) - 1;
  }

  /** Its output comes once more. */
  beginAgain(at: number): void {
    const { atMs, run } = this.line(at);
    this.list[at] = { atMs, run, stdout: '', stderr: '' };
  }

  end(at: number, exit: number): void {
    this.list[at] = { ...this.line(at), exit };
  }

  /** Output as a shell has it, into the entry at a place. */
  outputOf(at: number): Pick<Shell, 'stdout' | 'stderr'> {
    return {
      stdout: (text) => {
        const line = this.line(at);
        this.list[at] = { ...line, stdout: line.stdout + text };
      },
      stderr: (text) => {
        const line = this.line(at);
        this.list[at] = { ...line, stderr: line.stderr + text };
      },
    };
  }

  /** Of the command that has this place. */
  line(at: number): LineAnswer {
    const found = this.list[at];
    if (!found || !('run' in found)) throw new Error(`answer ${at} must be a command's`);
    return found;
  }
}
