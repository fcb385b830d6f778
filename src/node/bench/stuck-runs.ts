// Counts runs that do not come to rest though everything is mended, P13: random stories, as the properties' tests play them.
import fc from 'fast-check';
import { mend } from '../properties/mend.ts';
import { begin, play } from '../properties/play.ts';
import { stories } from '../properties/stories.ts';
import { restFaults, settle } from '../properties/settled.ts';
import type { Story } from '../properties/story.ts';

export interface StuckRuns {
  readonly stuck: number;
}

/** Stories of a fixed seed, so many. */
export const measureStuckRuns = (count: number): StuckRuns => ({
  stuck: fc.sample(stories, { numRuns: count, seed: 1_000 }).filter((story) => isStuck(story)).length,
});

function isStuck(story: Story): boolean {
  const cluster = begin(story);
  play(story, cluster);
  mend(cluster, story);
  return !settle(cluster, story, () => true) || restFaults(cluster).length > 0;
}
