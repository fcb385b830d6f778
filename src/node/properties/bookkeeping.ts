// Invariants of the log itself: every change is numbered, dated, explained and caused, and continues what was there before.
import { isApiChange } from '../../engine/index.ts';
import type { ApiChange, Cause, Change } from '../../engine/index.ts';
import { specification } from '../tidy/rules.ts';
import { startOfRuns } from './story.ts';
import type { World } from './world.ts';

const rules = new Set(specification().map(({ id }) => id));

/** What is wrong with a change that follows revision `last`. */
export function bookkeepingFaults(change: Change, last: number, world: World): readonly string[] {
  const faults: string[] = [];
  const say = (wrong: boolean, what: string): void => {
    if (wrong) faults.push(`revision ${change.revision} (${change.kind} ${change.key}): ${what}`);
  };
  say(change.revision !== last + 1, `follows revision ${last}`);
  say(change.atMs < world.atMs, `is at ${change.atMs} ms, before ${world.atMs} ms`);
  say(!isRule(change.reason.rule), `its reason ${change.reason.rule} is no rule`);
  say(!causeExists(change.cause, change.revision), `its cause ${JSON.stringify(change.cause)} is not before it`);
  say(change.before !== world.known(change), 'its before is not the after of the change before');
  if (isApiChange(change)) for (const what of metadataFaults(change)) say(true, what);
  return faults;
}

/** Whether the specification has it. */
export const isRule = (id: string): boolean => rules.has(id);

function causeExists(cause: Cause, revision: number): boolean {
  if ('input' in cause) return Number.isInteger(cause.input) && cause.input >= 0;
  if ('revision' in cause) return cause.revision >= 0 && cause.revision < revision;
  return cause.timer.revision >= 0 && cause.timer.revision < revision;
}

function metadataFaults({ before, after, revision, atMs }: ApiChange): string[] {
  if (!after) return [];
  const faults: string[] = [];
  const { resourceVersion, uid, generation = 0 } = after.metadata;
  if (resourceVersion !== String(revision)) faults.push(`its resourceVersion is ${resourceVersion}`);
  if (before && before.metadata.uid !== uid) faults.push('its uid changed');
  if (before) faults.push(...lifeFaults(before.metadata, after.metadata, atMs));
  const step = before ? generation - (before.metadata.generation ?? 0) : 0;
  if (step !== 0 && step !== 1) faults.push(`its generation rose by ${step}`);
  const counts = after.kind === 'StatefulSet' || after.kind === 'Pod';
  const observed = counts ? (after.status.observedGeneration ?? 0) : 0;
  if (observed > generation) faults.push(`observedGeneration ${observed} is above generation ${generation}`);
  return faults;
}

type Metadata = ApiChange['before'] extends infer O ? (O extends { metadata: infer M } ? M : never) : never;

/** DEL-5: a birth is never moved, a death never put off, though a deadline that has passed may be called now. */
function lifeFaults(before: Metadata, after: Metadata, atMs: number): readonly string[] {
  const faults: string[] = [];
  if (before.creationTimestamp !== after.creationTimestamp) faults.push('its creationTimestamp changed');
  const [was, is] = [before.deletionTimestamp, after.deletionTimestamp];
  if (was === undefined) return faults;
  const isLater = is !== undefined && Date.parse(is) > Math.max(Date.parse(was), startOfRuns + atMs);
  if (is === undefined || isLater) faults.push(`its deletionTimestamp ${was} became ${is}`);
  return faults;
}
