// `npm run --silent sim -- FILE …`: the headless runner. Lines of JSON on standard output; exit status 0, 1 if the file is
// refused, 2 for wrong usage, 3 if the run is stuck.
import { readFileSync } from 'node:fs';
import { parseSimArguments, usage } from './sim-arguments.ts';
import type { SimulateOptions } from './simulate.ts';
import { simulate } from './simulate.ts';

const parsed = parseSimArguments(process.argv.slice(2));
if (!parsed.ok) wrongUsage(parsed.message);
else {
  const text = textOf(parsed.file);
  if (text === undefined) wrongUsage(`${parsed.file} cannot be read`);
  else play(parsed.file, text, parsed.options);
}

function wrongUsage(message: string): void {
  process.stderr.write(`${message}\n${usage}\n`);
  process.exitCode = 2;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    return undefined;
  }
}

function play(file: string, text: string, options: SimulateOptions): void {
  const result = simulate(text, options);
  if (!result.ok) {
    const lines = result.refusals.map(
      ({ line, column, message }) => `${file}:${line}:${column}: ${oneLine(message)}\n`,
    );
    process.stderr.write(lines.join(''));
    process.exitCode = 1;
    return;
  }
  process.stdout.write(result.lines.map((line) => `${line}\n`).join(''));
  if (result.stuckOn === undefined) return;
  process.stderr.write(`stuck: not met within 600 s of cluster time: ${result.stuckOn}\n`);
  process.exitCode = 3;
}

function oneLine(message: string): string {
  return message.replaceAll(/\s*\n\s*/g, ' ');
}
