// The headless runner as a function of its arguments: what it prints and its exit status. Apart from the entry, so that it can
// be tried without a process.
import type { Refusal } from '../run/run.ts';
import { parseSimArguments, usage } from './sim-arguments.ts';
import { simulate } from './simulate.ts';
import type { Simulated } from './simulate.ts';

export interface SimResult {
  /** 0; 1 the file does not parse or is refused; 2 wrong usage; 3 stuck, in a wait or in a livelock. */
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `read`: a file's text, `-` being standard input; undefined if it cannot be read. `play` is replaced in tests only. */
export function simProgram(
  words: readonly string[],
  read: (file: string) => string | undefined,
  play: typeof simulate = simulate,
): SimResult {
  const parsed = parseSimArguments(words);
  if (!parsed.ok) return failed(2, `${parsed.message}\n${usage}`);
  const { file, options } = parsed;
  const text = read(file);
  if (text === undefined) return failed(2, `${file} cannot be read\n${usage}`);
  const result = played(() => play(text, options));
  if (typeof result === 'string') return failed(3, `stuck: ${result}`);
  if (!result.ok) return failed(1, result.refusals.map((refusal) => lineOf(file, refusal)).join('\n'));
  const stdout = result.lines.map((line) => `${line}\n`).join('');
  if (result.stuckOn === undefined) return { exit: 0, stdout, stderr: '' };
  return { exit: 3, stdout, stderr: `stuck: not met within 600 s of cluster time: ${result.stuckOn}\n` };
}

/** The engine stops a livelock by throwing the sentence that names the components; any other fault goes on upwards. */
function played(play: () => Simulated): Simulated | string {
  try {
    return play();
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('livelock')) return error.message;
    throw error;
  }
}

const failed = (exit: number, message: string): SimResult => ({ exit, stdout: '', stderr: `${message}\n` });

/** One line a cause, though the server's words may have several. */
const lineOf = (file: string, { line, column, message }: Refusal): string =>
  `${file}:${line}:${column}: ${message.trim().replaceAll(/\s*\n\s*/g, ' ')}`;
