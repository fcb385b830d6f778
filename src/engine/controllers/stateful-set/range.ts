// The ordinals a set is to have.
import type { StatefulSet } from '../../kinds/stateful-set.ts';

/** The lowest ordinal of the range. */
export const firstOrdinal = (set: StatefulSet): number => set.spec.ordinals?.start ?? 0;

/** The first ordinal beyond the range. */
export const endOrdinal = (set: StatefulSet): number => firstOrdinal(set) + (set.spec.replicas ?? 1);
