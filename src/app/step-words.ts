// What a step was, in one sentence: the reason for what was written last in it, or for what was written first if that says
// nothing. Made from reasons alone, like everything that explains.
import { isApiChange } from '../engine/index.ts';
import type { Cluster } from '../engine/index.ts';
import { stepWith } from '../run/steps.ts';
import { narrate } from '../scene/narrate.ts';
import type { SceneMessages } from '../scene/messages.ts';

/** Of the step that ends with this change; '' at the starting world, and for a step that has no words. */
export function stepWords(cluster: Cluster, revision: number, messages: SceneMessages): string {
  const step = stepWith(cluster, revision);
  if (!step) return '';
  const changes = cluster
    .changes()
    .slice(step.firstRevision - 1, step.cursor.revision)
    .filter(isApiChange);
  const told = [...changes.filter(({ kind }) => kind !== 'Event').toReversed(), ...changes];
  return told.map(({ reason }) => narrate(reason, messages)).find((sentence) => sentence !== '') ?? '';
}
