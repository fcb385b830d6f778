// Compares what happened in a simulated run with what a real cluster did, and says the differences in words.
import type { Derived } from './derive.ts';

export interface Recording {
  /** Stages: within one the order may vary. */
  readonly order: readonly (readonly string[])[];
  /** From here on the recordings differ: the order is not compared further. */
  readonly unsteadyOrder?: unknown;
  /** Kinds whose place in the order is chance. */
  readonly without?: readonly string[];
  readonly statuses: { readonly [id: string]: Successive };
  readonly endpoints: { readonly [id: string]: Successive };
  readonly events: { readonly [id: string]: readonly string[] };
  /** Seen in some recordings only: allowed, not required. */
  readonly unsteadyEvents?: readonly string[];
  readonly final: { readonly [id: string]: unknown };
  readonly answers: readonly RecordedAnswer[];
  /** `SECONDS s  MILESTONE`, of one recording. */
  readonly timeline: readonly string[];
}

export interface RecordedAnswer {
  readonly run?: string;
  readonly exit?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly request?: unknown;
  readonly status?: number;
  readonly answer?: unknown;
}

interface Successive {
  /** Every recording had just these values; else they are those common to all. */
  readonly exact: boolean;
  readonly list: readonly unknown[];
}

export const parts = ['order', 'statuses', 'endpoints', 'events', 'final'] as const;
export type Part = (typeof parts)[number];

/** The differences in one part, one sentence each; none if it agrees. */
export function differences(part: Part, recording: Recording, found: Derived): readonly string[] {
  switch (part) {
    case 'order':
      return orderDifferences(recording, found);
    case 'statuses':
      return successiveDifferences(recording.statuses, found.statuses);
    case 'endpoints':
      return successiveDifferences(recording.endpoints, found.endpoints);
    case 'events':
      return eventDifferences(recording, found);
    case 'final':
      return finalDifferences(recording, found);
  }
}

/** Milestones of kinds that count. */
export const kept = (milestones: readonly string[], without: readonly string[] = []): string[] =>
  milestones.filter((text) => !without.some((kind) => text.startsWith(`${kind} `)));

function orderDifferences({ order, without, unsteadyOrder }: Recording, found: Derived): string[] {
  const milestones = kept(found.milestones, without);
  let position = 0;
  for (const stage of order) {
    const actual = milestones.slice(position, position + stage.length);
    if (text([...actual].sort()) !== text([...stage].sort())) {
      const after = milestones[position - 1] ?? 'the start';
      return [`after "${after}" a real cluster does ${text(stage)}, here ${text(actual)}`];
    }
    position += stage.length;
  }
  if (unsteadyOrder || milestones.length === position) return [];
  return [`then nothing more, here ${text(milestones.slice(position, position + 3))}`];
}

function successiveDifferences(
  recorded: { readonly [id: string]: Successive },
  found: { readonly [id: string]: readonly unknown[] },
): string[] {
  return Object.entries(recorded).flatMap(([id, { exact, list }]) => {
    const actual = (found[id] ?? []).map(text);
    const expected = list.map(text);
    if (exact ? text(actual) === text(expected) : isWithin(expected, actual)) return [];
    const first = expected.findIndex((value, at) => value !== actual[at]);
    const at = first < 0 ? expected.length : first;
    const number = `value ${at + 1} of ${expected.length}`;
    return [`${id}, ${number}: expected ${expected[at] ?? 'no more'}, here ${actual[at] ?? 'none'}`];
  });
}

/** All expected values occur, in their order. */
function isWithin(expected: readonly string[], actual: readonly string[]): boolean {
  let at = 0;
  for (const value of actual) if (value === expected[at]) at++;
  return at === expected.length;
}

function eventDifferences({ events, unsteadyEvents = [] }: Recording, found: Derived): string[] {
  return Object.entries(events).flatMap(([id, lines]) => {
    const actual = found.events[id] ?? [];
    const lacking = lines.filter((line) => !actual.includes(line)).map((line) => `${id} lacks "${line}"`);
    const surplus = actual
      .filter((line) => !lines.includes(line) && !unsteadyEvents.includes(`${id}: ${line}`))
      .map((line) => `${id} has "${line}", which a real cluster does not say`);
    return [...lacking, ...surplus];
  });
}

function finalDifferences({ final, without = [], unsteadyOrder }: Recording, found: Derived): string[] {
  const isFree = (id: string): boolean => without.some((kind) => id.startsWith(`${kind} `));
  const lacking = Object.entries(final)
    .filter(([id]) => !isFree(id))
    .flatMap(([id, object]) =>
      id in found.final ? lacks(object, found.final[id], id) : [`${id} does not exist at the end`],
    );
  if (unsteadyOrder) return lacking;
  const surplus = Object.keys(found.final)
    .filter((id) => !(id in final) && !/^(Node|VolumeAttachment)/.test(id) && !isFree(id))
    .map((id) => `${id} exists at the end and should not`);
  return [...lacking, ...surplus];
}

/** Every recorded field must be there with its value; more fields are allowed. */
export function lacks(expected: unknown, actual: unknown, place: string): string[] {
  if (expected === '<varies>') return [];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return [`${place}: expected ${expected.length} items, here ${text(actual)?.slice(0, 120)}`];
    return expected.flatMap((item, at) => lacks(item, actual[at], `${place}[${at}]`));
  }
  if (isRecord(expected)) {
    if (!isRecord(actual)) return [`${place}: expected an object, here ${text(actual)}`];
    return Object.keys(expected).flatMap((key) => lacks(expected[key], actual[key], `${place}.${key}`));
  }
  return Object.is(expected, actual) ? [] : [`${place}: expected ${text(expected)}, here ${text(actual)}`];
}

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string => JSON.stringify(value);
