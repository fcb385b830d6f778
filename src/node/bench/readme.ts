// Puts the benchmark's table into the README, between its two marks.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { isOnce } from './fresh-process.ts';
import { projectRoot } from '../tidy/source-text.ts';

const path = `${projectRoot}README.md`;
const [begin, end] = ['<!-- bench -->', '<!-- /bench -->'];

/** Replaces what stands between the marks; throws if they are not there. `busy`: the machine's load before anything was measured. */
export function writeToReadme(table: string, busy: number): void {
  const text = readFileSync(path, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md must have ${begin} and ${end}`);
  const how = isOnce ? 'Each measured once' : 'Medians';
  const where = `${how}, on ${cpus().length} cores with Node ${process.versions.node}, Chromium drawing by software, while other work put a load of ${busy.toFixed(1)} on the machine.`;
  writeFileSync(path, `${text.slice(0, from)}${begin}\n\n${table}\n\n${where}\n\n${text.slice(to)}`);
}

/** How many processes were running or waiting in the last minute, on average. */
export const loadOfMachine = (): number => loadavg()[0] ?? 0;
