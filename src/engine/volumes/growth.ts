// What a claim asks for and what it has: read by all who take part in its expansion (VOL-63).
import type { PersistentVolumeClaim } from '../kinds/persistent-volume-claim.ts';
import { compareQuantities } from '../kinds/quantity.ts';

/** The size a claim asks for. */
export const requestedBy = ({ spec }: PersistentVolumeClaim): string => spec.resources?.requests?.['storage'] ?? '0';

/** A bound claim that asks for more than it has. */
export const isGrowing = (claim: PersistentVolumeClaim): boolean =>
  claim.status.phase === 'Bound' &&
  claim.status.capacity?.['storage'] !== undefined &&
  compareQuantities(requestedBy(claim), claim.status.capacity['storage']) > 0;
