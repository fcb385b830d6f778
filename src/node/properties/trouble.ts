// Plays one story through and looks at every change of it, for the tests, the long run and the benchmark alike.
import { mend } from './mend.ts';
import { begin, play } from './play.ts';
import { restFaults, settle } from './settled.ts';
import type { Story } from './story.ts';
import { Watch } from './watch.ts';

/** What happens that never may, and what does not come to rest once it is mended; none if all is well. Throws what the engine throws. */
export function troubleOf(story: Story): readonly string[] {
  const cluster = begin(story);
  const watch = new Watch(cluster);
  const look = (): readonly string[] => watch.look();
  const seen: string[] = [];
  play(story, cluster, (_, ms) => {
    cluster.advanceTo(ms);
    if (seen.length === 0) seen.push(...look());
  });
  if (seen.length > 0) return seen;
  mend(cluster, story);
  const rests = settle(cluster, story, () => {
    if (seen.length === 0) seen.push(...look());
    return seen.length === 0;
  });
  if (seen.length > 0) return seen;
  return [...(rests ? [] : ['it does not come to rest']), ...restFaults(cluster)];
}
