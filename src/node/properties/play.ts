// Plays a story on a cluster: its deeds as requests and faults.
import type { Cluster, HttpRequest } from '../../engine/index.ts';
import { createRun } from '../../run/create-run.ts';
import { firstDeedMs, scenarioText } from './scenario-text.ts';
import type { Deed, Story } from './story.ts';

/** How time passes between deeds; the default runs straight to the instant. */
export type Pass = (cluster: Cluster, ms: number) => void;

const straight: Pass = (cluster, ms) => void cluster.advanceTo(ms);

/** A cluster with the story's documents just applied. */
export function begin({ setting }: Story): Cluster {
  const created = createRun(scenarioText({ setting, steps: [] }));
  if (!created.ok)
    throw new Error(`the world is refused: ${created.refusals.map(({ message }) => message).join(', ')}`);
  return created.run.cluster;
}

/** Plays the story's steps that begin after `sinceMs`, and the time after them; gives the cluster. */
export function play(
  story: Story,
  cluster: Cluster = begin(story),
  pass: Pass = straight,
  untilMs: number = lengthMs(story) + restMs,
): Cluster {
  const sinceMs = cluster.nowMs;
  let atMs = firstDeedMs;
  for (const { afterMs, deed } of story.steps) {
    atMs += afterMs;
    if (atMs > untilMs) break;
    // A cluster taken up at an instant has seen all that was done at it.
    if (atMs <= sinceMs) continue;
    pass(cluster, atMs);
    perform(cluster, deed);
  }
  pass(cluster, untilMs);
  return cluster;
}

const restMs = 5000;

/** From the start to the last step. */
export const lengthMs = ({ steps }: Story): number => steps.reduce((sum, { afterMs }) => sum + afterMs, firstDeedMs);

function perform(cluster: Cluster, deed: Deed): void {
  if ('fault' in deed) cluster.strike(deed.fault);
  else ask(cluster, deed.request);
}

/** What the API server refuses is no failure, an error of its own is. */
export function ask(cluster: Cluster, http: HttpRequest): void {
  const answer = cluster.dispatch({ http });
  if (answer.code >= 500) throw new Error(`a request is answered ${answer.code}: ${JSON.stringify(answer.body)}`);
}
