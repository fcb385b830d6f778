// What the scheduler does between choosing a node and binding to it when claims are still unbound: says which node, asks for the
// volumes there, and looks each second whether they are (SCHED-8, VOL-22).
import type { Client } from '../component.ts';
import type { Node } from '../kinds/node.ts';
import { claimKeysOf } from '../kinds/pod-claims.ts';
import type { Pod } from '../kinds/pod.ts';
import { timings } from '../timings.ts';
import { canHave, isBound, selectedNodeAnnotation, volumeFor } from './claims.ts';
import type { PodClaims, UnboundClaim } from './claims.ts';

/** A Pod on its way to a node; kept as what the scheduler remembers of it. */
export interface Reserved {
  readonly node: string;
  readonly sinceMs: number;
  /** As it was, to speak of it should it be gone. */
  readonly pod: Pod;
}

/** Versions of the claims without a volume, as they were when the node was chosen. */
export type Versions = { readonly [claim: string]: string };

export const versionsOf = ({ unbound }: PodClaims): Versions =>
  Object.fromEntries(unbound.map(({ claim }) => [claim.metadata.name, claim.metadata.resourceVersion]));

/** SCHED-8: says which node it will be. Gives what went wrong, in the server's words. */
export function nominate(pod: Pod, node: string, client: Client): string | undefined {
  const params = { pod: pod.metadata.name, node };
  const status = { ...pod.status, nominatedNodeName: node };
  const nominated = client.updateStatus<Pod>({ ...pod, status }, { rule: 'SCHED-8', params });
  return nominated.ok ? undefined : nominated.status.message;
}

/** Writes the wishes, of claims as they were then. Gives what went wrong, in the server's words. */
export function ask(pod: Pod, node: Node, claims: PodClaims, then: Versions, client: Client): string | undefined {
  for (const unbound of claims.unbound) {
    const { metadata } = unbound.claim;
    const resourceVersion = then[metadata.name] ?? metadata.resourceVersion;
    const asRead = { ...unbound, claim: { ...unbound.claim, metadata: { ...metadata, resourceVersion } } };
    const failure = askFor(asRead, pod, node, client);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** A claim gets a volume made by hand by its reference, a new one by the name of the node. */
function askFor(unbound: UnboundClaim, pod: Pod, node: Node, client: Client): string | undefined {
  const { claim } = unbound;
  const params = { pod: pod.metadata.name, claim: claim.metadata.name, node: node.metadata.name };
  const volume = volumeFor(unbound, node);
  if (volume) {
    const { namespace, name, uid, resourceVersion } = claim.metadata;
    const claimRef = {
      kind: 'PersistentVolumeClaim',
      ...(namespace === undefined ? {} : { namespace }),
      name,
      uid,
      apiVersion: 'v1',
      resourceVersion,
    };
    const annotations = { ...volume.metadata.annotations, 'pv.kubernetes.io/bound-by-controller': 'yes' };
    const written = client.update(
      { ...volume, metadata: { ...volume.metadata, annotations }, spec: { ...volume.spec, claimRef } },
      { rule: 'VOL-22', params: { ...params, volume: volume.metadata.name } },
    );
    return written.ok ? undefined : written.status.message;
  }
  // Another Pod was given the last volume there a moment ago: this one has to choose again.
  if (!canHave(unbound, node)) return "node(s) didn't find available persistent volumes to bind";
  const annotations = { ...claim.metadata.annotations, [selectedNodeAnnotation]: node.metadata.name };
  const written = client.update({ ...claim, metadata: { ...claim.metadata, annotations } }, { rule: 'VOL-22', params });
  return written.ok ? undefined : written.status.message;
}

export type Progress =
  | { readonly kind: 'bound' }
  | { readonly kind: 'waiting'; readonly claims: readonly string[]; readonly nextLookMs: number }
  | { readonly kind: 'failed'; readonly error: string };

/** What a look at the claims finds. */
export function progressOf(reserved: Reserved, pod: Pod, client: Client, nowMs: number): Progress {
  const open: string[] = [];
  for (const key of claimKeysOf(pod)) {
    const claim = client.view.get('PersistentVolumeClaim', key);
    const name = key.slice(key.indexOf('/') + 1);
    if (!claim) return { kind: 'failed', error: `failed to get PVC: persistentvolumeclaim "${name}" not found` };
    if (isBound(claim)) continue;
    const selected = claim.metadata.annotations?.[selectedNodeAnnotation];
    if (selected !== reserved.node && claim.spec.volumeName === undefined && !isPromised(claim.metadata.uid, client))
      return { kind: 'failed', error: `provisioning failed for PVC "${name}"` };
    open.push(name);
  }
  const { bindLookMs, bindTimeoutMs } = timings.scheduler;
  const elapsedMs = nowMs - reserved.sinceMs;
  // Only the looks of the ticker count: a claim that is bound between two of them is seen at the next.
  if (elapsedMs % bindLookMs !== 0 || elapsedMs === 0 || open.length > 0) {
    if (elapsedMs >= bindTimeoutMs) return { kind: 'failed', error: 'timed out waiting for the condition' };
    return { kind: 'waiting', claims: open, nextLookMs: bindLookMs - (elapsedMs % bindLookMs) };
  }
  return { kind: 'bound' };
}

/** Whether a volume made by hand refers to the claim with this uid. */
const isPromised = (uid: string, client: Client): boolean =>
  client.view.list('PersistentVolume').some((volume) => volume.spec.claimRef?.uid === uid);
