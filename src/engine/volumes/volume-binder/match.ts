// Which volume a claim may have (VOL-2), and why it may not have one it asked for (VOL-7).
import { selects } from '../../api/selector.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistent-volume-claim.ts';
import type { PersistentVolume } from '../../kinds/persistent-volume.ts';
import { quantityValue } from '../../kinds/quantity.ts';

/** Whether a volume's reference means this claim; a reference without uid means whoever has the name. */
export function refersTo(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  const { claimRef } = volume.spec;
  if (claimRef?.name !== claim.metadata.name || claimRef.namespace !== claim.metadata.namespace) return false;
  return !claimRef.uid || claimRef.uid === claim.metadata.uid;
}

/** VOL-2: a volume that refers to the claim, else the smallest free one that fits; `onlyReserved` leaves the latter to the scheduler. */
export function bestVolume(
  claim: PersistentVolumeClaim,
  reserved: Iterable<PersistentVolume>,
  free: Iterable<PersistentVolume>,
  onlyReserved: boolean,
): PersistentVolume | undefined {
  for (const volume of reserved) if (refersTo(volume, claim) && isUsable(volume, claim)) return volume;
  if (onlyReserved) return undefined;
  let best: PersistentVolume | undefined;
  for (const volume of free) if (fits(volume, claim) && (!best || comesBefore(volume, best))) best = volume;
  return best;
}

function fits(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  const { selector } = claim.spec;
  return (
    isUsable(volume, claim) &&
    sameClass(volume, claim) &&
    hasModes(volume, claim) &&
    (selector === undefined || selects(selector, volume.metadata.labels))
  );
}

/** VOL-7: what is wrong with a volume that was asked for by name. */
export function mismatch(volume: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
  if (sizeOf(volume) < requestOf(claim)) return 'requested PV is too small';
  if (!sameClass(volume, claim)) return 'storageClassName does not match';
  if (!sameVolumeMode(volume, claim)) return 'incompatible volumeMode';
  return hasModes(volume, claim) ? undefined : 'incompatible accessMode';
}

const isUsable = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  volume.metadata.deletionTimestamp === undefined &&
  sizeOf(volume) >= requestOf(claim) &&
  sameVolumeMode(volume, claim);

const sizeOf = ({ spec }: PersistentVolume): number => quantityValue(spec.capacity?.['storage'] ?? '0') ?? 0;

const requestOf = ({ spec }: PersistentVolumeClaim): number =>
  quantityValue(spec.resources?.requests?.['storage'] ?? '0') ?? 0;

const sameClass = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  (volume.spec.storageClassName ?? '') === (claim.spec.storageClassName ?? '');

const sameVolumeMode = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  (volume.spec.volumeMode ?? 'Filesystem') === (claim.spec.volumeMode ?? 'Filesystem');

const hasModes = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  (claim.spec.accessModes ?? []).every((mode) => volume.spec.accessModes?.includes(mode));

const comesBefore = (a: PersistentVolume, b: PersistentVolume): boolean =>
  sizeOf(a) - sizeOf(b) < 0 || (sizeOf(a) === sizeOf(b) && a.metadata.name < b.metadata.name);
