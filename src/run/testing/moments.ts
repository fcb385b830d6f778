// When something became so in a run, read from what changed: for tests of timelines.
import type { Change, EndpointSlice, Kind, Pod } from '../../engine/index.ts';
import type { Run } from '../run.ts';

/** Of one kind. */
type ChangeOf<K extends Kind> = Extract<Change, { kind: K }>;

/** The changes of a kind from an instant on. */
export const changesOf = <K extends Kind>(run: Run, kind: K, fromMs: number): readonly ChangeOf<K>[] =>
  run.cluster.changes(0).filter((change): change is ChangeOf<K> => change.kind === kind && change.atMs >= fromMs);

/** Seconds from an instant until a Pod of `default` first was so after a change; undefined: it never was. A Pod that is gone is undefined. */
export function secondsUntil(
  run: Run,
  fromMs: number,
  pod: string,
  holds: (pod: Pod | undefined) => boolean,
): number | undefined {
  const change = changesOf(run, 'Pod', fromMs).find((it) => it.key === `default/${pod}` && holds(it.after));
  return change && (change.atMs - fromMs) / 1000;
}

export const isMarked = (pod: Pod | undefined): boolean => pod?.metadata.deletionTimestamp !== undefined;
export const isGone = (pod: Pod | undefined): boolean => pod === undefined;

export const isReady = (pod: Pod | undefined): boolean =>
  pod?.status.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';

/** An endpoint of a Pod as `ready serving terminating`, of those that are so; undefined: there is none. */
export function endpointOf(slices: readonly EndpointSlice[], pod: string): string | undefined {
  const endpoint = slices.flatMap(({ endpoints }) => endpoints ?? []).find(({ targetRef }) => targetRef?.name === pod);
  if (!endpoint) return undefined;
  const { ready, serving, terminating } = endpoint.conditions ?? {};
  return [ready && 'ready', serving && 'serving', terminating && 'terminating'].filter(Boolean).join(' ');
}
