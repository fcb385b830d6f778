// Claims and volumes as facts: what is kept, how it is bound, where it is attached.
import type { PersistentVolume, PersistentVolumeClaim } from '../engine/index.ts';
import { keyOf } from '../engine/index.ts';
import { fill } from './messages.ts';
import type { Instant } from './instant.ts';
import type { VolumeMark } from './scene.ts';

export interface ClaimFacts {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly state: VolumeMark['state'];
  readonly size: string;
  readonly storageClass: string;
  readonly volumeName: string | undefined;
  readonly provisioning: boolean;
  /** Nodes the volume is attached to, and those it is being attached to. */
  readonly attachedTo: readonly string[];
  readonly attachingTo: readonly string[];
  readonly stateText: string;
  readonly words: string;
  readonly about: string;
}

const shortMode: { readonly [mode: string]: string } = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** All claims by key. */
export function claimFacts(instant: Instant): ReadonlyMap<string, ClaimFacts> {
  const { view } = instant;
  const attachments = attachmentsByVolume(instant);
  return new Map(
    view.list('PersistentVolumeClaim').map((claim) => {
      const key = keyOf(claim);
      return [key, factsOf(claim, key, attachments.get(claim.spec.volumeName ?? ''), instant)];
    }),
  );
}

/** Volumes that no claim holds: released, or made by hand and not yet bound. */
export function looseVolumes({ view, messages }: Instant): readonly ClaimFacts[] {
  return view
    .list('PersistentVolume')
    .filter((volume) => !heldByClaim(volume, view))
    .map((volume) => {
      const { name } = volume.metadata;
      const phase = volume.status.phase ?? 'Pending';
      return {
        id: `volume:${name}`,
        key: name,
        name,
        state: 'unbound' as const,
        size: volume.spec.capacity?.['storage'] ?? '',
        storageClass: volume.spec.storageClassName ?? '',
        volumeName: name,
        provisioning: false,
        attachedTo: [],
        attachingTo: [],
        stateText: `${phase} · ${messages.volume.unbound}`,
        words: fill(messages.volume.words, { name, state: phase, what: messages.volume.unbound }),
        about: `PersistentVolume ${name}`,
      };
    });
}

function heldByClaim(volume: PersistentVolume, view: Instant['view']): boolean {
  const { claimRef } = volume.spec;
  if (!claimRef) return false;
  const claim = view.get('PersistentVolumeClaim', `${claimRef.namespace ?? ''}/${claimRef.name}`);
  return claim !== undefined && (claimRef.uid === undefined || claimRef.uid === claim.metadata.uid);
}

interface Attachments {
  readonly attached: string[];
  readonly attaching: string[];
}

function attachmentsByVolume({ view }: Instant): ReadonlyMap<string, Attachments> {
  const byVolume = new Map<string, Attachments>();
  for (const { spec, status } of view.list('VolumeAttachment')) {
    const name = spec.source.persistentVolumeName ?? '';
    const entry = byVolume.get(name) ?? { attached: [], attaching: [] };
    (status.attached ? entry.attached : entry.attaching).push(spec.nodeName);
    byVolume.set(name, entry);
  }
  return byVolume;
}

function factsOf(
  claim: PersistentVolumeClaim,
  key: string,
  attachments: Attachments | undefined,
  { messages }: Instant,
): ClaimFacts {
  const { name } = claim.metadata;
  const attachedTo = attachments?.attached ?? [];
  const attachingTo = attachments?.attaching ?? [];
  const state = stateOfClaim(claim);
  const modes = (claim.spec.accessModes ?? []).map((mode) => shortMode[mode] ?? mode).join(',');
  return {
    id: `claim:${key}`,
    key,
    name,
    state,
    size: claim.status.capacity?.['storage'] ?? claim.spec.resources?.requests?.['storage'] ?? '',
    storageClass: claim.spec.storageClassName ?? '',
    volumeName: claim.spec.volumeName,
    provisioning:
      state === 'pending' && claim.metadata.annotations?.['volume.kubernetes.io/storage-provisioner'] !== undefined,
    attachedTo,
    attachingTo,
    stateText: `${messages.volume[state]}${modes && ` · ${modes}`}`,
    words: fill(messages.volume.words, {
      name,
      state: messages.volume[state],
      what: placeWords(attachedTo, attachingTo, claim.spec.volumeName, messages.volume),
    }),
    about: `PersistentVolumeClaim ${key}`,
  };
}

function stateOfClaim(claim: PersistentVolumeClaim): ClaimFacts['state'] {
  if (claim.metadata.deletionTimestamp !== undefined) return 'terminating';
  if (claim.status.phase === 'Bound') return 'bound';
  return claim.status.phase === 'Lost' ? 'lost' : 'pending';
}

function placeWords(
  attachedTo: readonly string[],
  attachingTo: readonly string[],
  volumeName: string | undefined,
  texts: Instant['messages']['volume'],
): string {
  if (attachedTo.length > 0) return fill(texts.attached, { node: attachedTo.join(', ') });
  if (attachingTo.length > 0) return fill(texts.attaching, { node: attachingTo.join(', ') });
  return volumeName ?? texts.noVolume;
}
