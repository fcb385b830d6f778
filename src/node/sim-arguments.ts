// The arguments of `npm run sim`: read strictly, with sentences that say what is wrong.
import { durationMs } from '../scenarios/duration.ts';
import { outputs } from './simulate.ts';
import type { Output, SimulateOptions } from './simulate.ts';

export const usage = `Usage: npm run --silent sim -- FILE [--until 120s|quiet] [--seed N] [--output ${outputs.join('|')}]
FILE is a scenario, - is standard input.`;

export type SimArguments =
  | { readonly ok: true; readonly file: string; readonly options: SimulateOptions }
  | { readonly ok: false; readonly message: string };

export function parseSimArguments(words: readonly string[]): SimArguments {
  const files: string[] = [];
  const options: { until?: number | 'quiet'; seed?: number; output: Output } = { output: 'changes' };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      files.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    const value = equals < 0 ? words[++at] : word.slice(equals + 1);
    const mistake = take(options, name, value);
    if (mistake !== undefined) return { ok: false, message: mistake };
  }
  const [file, ...more] = files;
  if (file === undefined) return { ok: false, message: 'FILE is missing' };
  if (more.length > 0) return { ok: false, message: `one FILE only, not also ${more.join(', ')}` };
  return { ok: true, file, options };
}

/** Puts an option where it belongs, or says what is wrong with it. */
function take(
  options: { until?: number | 'quiet'; seed?: number; output: Output },
  name: string,
  value: string | undefined,
): string | undefined {
  if (!['--until', '--seed', '--output'].includes(name)) return `unknown option ${name}`;
  if (value === undefined) return `${name} needs a value`;
  if (name === '--seed') {
    options.seed = Number(value);
    if (!/^\d+$/.test(value) || !Number.isSafeInteger(options.seed))
      return `--seed must be a whole number, not ${value}`;
  } else if (name === '--output') {
    const output = outputs.find((known) => known === value);
    if (!output) return `--output must be one of ${outputs.join(', ')}, not ${value}`;
    options.output = output;
  } else {
    const until = value === 'quiet' ? value : durationMs(value);
    if (until === undefined) return `--until must be quiet or a duration such as 90s or 5m, not ${value}`;
    options.until = until;
  }
  return undefined;
}
