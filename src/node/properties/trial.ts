// Tries a property on random stories. `PROPERTY_CASES` says how many, `PROPERTY_SEED` which; `PROPERTY_STORY` plays one, as a
// failure prints it.
import fc from 'fast-check';
import { scenarioText } from './scenario-text.ts';
import { stories } from './stories.ts';
import type { Story } from './story.ts';

/** How many stories are tried. */
export const cases = Number(process.env['PROPERTY_CASES'] ?? 1000);
const seed = Number(process.env['PROPERTY_SEED'] ?? 1);
const told = process.env['PROPERTY_STORY'];

/** What a machine that is busy with other things may take for so many stories, ms. */
export const patienceMs = 60_000 + cases * 2000;

/** Fails with the shortest story found that is in trouble, or looks for trouble in the one that was told. */
export function always(numRuns: number, troubleOf: (story: Story) => readonly string[]): void {
  const holds = (one: Story): void => {
    const trouble = troubleIn(() => troubleOf(one));
    if (trouble.length === 0) return;
    const how = `PROPERTY_STORY='${JSON.stringify(one)}'\nor, as a scenario:\n${scenarioText(one)}`;
    throw new Error(`${how}\n${trouble.join('\n')}`);
  };
  if (told === undefined) fc.assert(fc.property(stories, holds), { numRuns, seed });
  else holds(JSON.parse(told) as Story);
}

function troubleIn(look: () => readonly string[]): readonly string[] {
  try {
    return look();
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}
