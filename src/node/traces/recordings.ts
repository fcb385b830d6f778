// Reads the recordings from beside this file, and checks their shape on the way in.
import { readdirSync, readFileSync } from 'node:fs';
import type { Recording } from './compare.ts';

/** Names of all recorded runs. */
export const recordedRuns = (): readonly string[] =>
  readdirSync(place('runs/'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));

export function readRecording(name: string): Recording {
  const recording: unknown = JSON.parse(readFileSync(place(`runs/${name}.json`), 'utf8'));
  if (!isRecording(recording)) throw new Error(`runs/${name}.json must hold a recording`);
  return recording;
}

export const readScenario = (name: string): string => readFileSync(place(`runs/${name}.yaml`), 'utf8');

const place = (path: string): URL => new URL(`./${path}`, import.meta.url);

const isRecording = (value: unknown): value is Recording =>
  typeof value === 'object' &&
  value !== null &&
  ['order', 'statuses', 'endpoints', 'events', 'final', 'answers', 'timeline'].every((part) => part in value);
