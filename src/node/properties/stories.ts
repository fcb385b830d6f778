// Random stories, for the properties and the benchmark: worlds of every shape, and all that can be done to them.
import fc from 'fast-check';
import { requests } from './deeds.ts';
import { faults } from './random-faults.ts';
import { settings } from './settings.ts';
import type { Deed, Step, Story } from './story.ts';

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ request: requests }) },
  { weight: 2, arbitrary: fc.record({ fault: faults }) },
);

const step: fc.Arbitrary<Step> = fc.record({
  afterMs: fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.nat(1500) },
    { weight: 3, arbitrary: fc.nat(20_000) },
    { weight: 1, arbitrary: fc.nat(400_000) },
  ),
  deed,
});

export const stories: fc.Arbitrary<Story> = fc.record({
  setting: settings,
  steps: fc.array(step, { maxLength: 12, size: 'max' }),
});
