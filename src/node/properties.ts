// The long run: many stories without a test around them, with a line for each that is in trouble and one now and then for how
// many were played. `PROPERTY_CASES` and `PROPERTY_SEED` say how many and which.
import fc from 'fast-check';
import { replayTroubleOf } from './properties/replay.ts';
import { stories } from './properties/stories.ts';
import { troubleOf } from './properties/trouble.ts';

const cases = Number(process.env['PROPERTY_CASES'] ?? 1000);
const firstSeed = Number(process.env['PROPERTY_SEED'] ?? 1);
const batch = 200;

let failed = 0;
for (let played = 0; played < cases;) {
  const seed = firstSeed + played / batch;
  for (const [at, story] of fc.sample(stories, { numRuns: Math.min(batch, cases - played), seed }).entries()) {
    const trouble = troubleIn(() => [...troubleOf(story), ...(at % 5 === 0 ? replayTroubleOf(story) : [])]);
    if (trouble.length === 0) continue;
    failed++;
    console.log(`seed ${seed} number ${at}: ${trouble[0]}\n  PROPERTY_STORY='${JSON.stringify(story)}'`);
  }
  played = Math.min(cases, played + batch);
  console.log(`${new Date().toISOString()} ${played} played from seed ${firstSeed}, ${failed} in trouble`);
}
process.exitCode = failed === 0 ? 0 : 1;

function troubleIn(look: () => readonly string[]): readonly string[] {
  try {
    return look();
  } catch (error) {
    return [String(error)];
  }
}
