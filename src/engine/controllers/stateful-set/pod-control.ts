// One create, one delete, one repair, in the controller's exact order, with their Events (3.3, 3.4, section 8).
import type { Client, Draft, ReconcileError } from '../../component.ts';
import type { PersistentVolumeClaim } from '../../kinds/persistent-volume-claim.ts';
import type { Pod, PodTemplateSpec } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/stateful-set.ts';
import { timings } from '../../timings.ts';
import { claimsOf, identityLabels, podOf, storageMatches, volumesOf } from './identity.ts';
import { setClaimOwners } from './retention.ts';

/** STS-CREATE-1 to STS-CREATE-4: the missing claims, then the Pod. */
export function createPod(
  set: StatefulSet,
  ordinal: number,
  template: PodTemplateSpec,
  revision: string,
  client: Client,
): ReconcileError | undefined {
  const draft = podOf(set, ordinal, template, revision);
  const name = draft.metadata.name ?? '';
  const unseen = missingClaims(set, ordinal, client);
  const errors = createMissingClaims(set, ordinal, client);
  if (errors.length > 0) {
    sayFailed(set, 'Create', name, joined(errors), client);
    return { error: joined(errors) };
  }
  if (unseen.length > 0 && isFirstSync(set) && isBoundAtOnce(set, ordinal, client)) {
    client.requeue(timings.statefulSet.firstPodMs);
    return undefined;
  }
  const result = client.create<Pod>(draft, {
    rule: 'STS-REP-3',
    params: { set: set.metadata.name, pod: name, ordinal, revision },
  });
  const message = result.ok ? '' : (result.status.message ?? '');
  if (!result.ok && result.status.reason === 'AlreadyExists') return { error: message };
  const ownerError = setClaimOwners(set, ordinal, result.ok ? result.object : undefined, client, unseen);
  if (ownerError) {
    sayFailed(set, 'Update', name, ownerError.error, client);
    return ownerError;
  }
  if (result.ok) {
    sayDone(set, 'Create', name, client);
    return undefined;
  }
  sayFailed(set, 'Create', name, message, client);
  return { error: message };
}

/** The first sync of a set makes most requests; where Pods come one by one, that tells. */
const isFirstSync = ({ spec, status }: StatefulSet): boolean =>
  status.observedGeneration === undefined && spec.podManagementPolicy !== 'Parallel';

/** VOL-20, VOL-21: whether the claims of an ordinal wait for no consumer. */
const isBoundAtOnce = (set: StatefulSet, ordinal: number, { view }: Client): boolean =>
  claimsOf(set, ordinal).every(
    ({ spec }) => view.get('StorageClass', spec.storageClassName ?? '')?.volumeBindingMode !== 'WaitForFirstConsumer',
  );

/** STS-RET-3: the claims that a sync makes itself are not in its cache yet. */
const missingClaims = (set: StatefulSet, ordinal: number, { view }: Client): readonly string[] =>
  claimsOf(set, ordinal).flatMap(({ metadata: { name = '', namespace = 'default' } }) =>
    view.get('PersistentVolumeClaim', `${namespace}/${name}`) ? [] : [name],
  );

/** STS-REP-4, STS-EV-13b, STS-EV-14: what a Pending Pod lacks: claims, and their owners. */
export function supplyClaims(set: StatefulSet, ordinal: number, pod: Pod, client: Client): ReconcileError | undefined {
  const unseen = missingClaims(set, ordinal, client);
  const errors = createMissingClaims(set, ordinal, client);
  if (errors.length > 0) return { error: joined(errors) };
  const error = setClaimOwners(set, ordinal, pod, client, unseen);
  if (error) sayFailed(set, 'Update', pod.metadata.name, error.error, client);
  return error;
}

/** STS-PVC-3, STS-PVC-4, STS-PVC-7: creates the claims of an ordinal that are not there; gives what went wrong. */
export function createMissingClaims(set: StatefulSet, ordinal: number, client: Client): readonly string[] {
  const namespace = set.metadata.namespace ?? 'default';
  const errors: string[] = [];
  for (const draft of claimsOf(set, ordinal)) {
    const name = draft.metadata.name ?? '';
    const standing = client.view.get('PersistentVolumeClaim', `${namespace}/${name}`);
    if (standing?.metadata.deletionTimestamp !== undefined) errors.push(`pvc ${name} is being deleted`);
    if (!standing) errors.push(...createClaim(set, ordinal, draft, client));
  }
  return errors;
}

function createClaim(
  set: StatefulSet,
  ordinal: number,
  draft: Draft<PersistentVolumeClaim>,
  client: Client,
): readonly string[] {
  const claim = draft.metadata.name ?? '';
  const { name } = set.metadata;
  const pod = `${name}-${ordinal}`;
  const result = client.create<PersistentVolumeClaim>(draft, { rule: 'STS-PVC-3', params: { set: name, claim, pod } });
  if (result.ok) {
    const message = `Create Claim ${claim} Pod ${pod} in StatefulSet ${name} success`;
    client.event(set, { type: 'Normal', reason: 'SuccessfulCreate', message }, { rule: 'STS-EV-8', params: { claim } });
    return [];
  }
  const cause = result.status.message ?? '';
  if (result.status.reason !== 'AlreadyExists') {
    const message = `Create Claim ${claim} for Pod ${pod} in StatefulSet ${name} failed error: ${cause}`;
    client.event(set, { type: 'Warning', reason: 'FailedCreate', message }, { rule: 'STS-EV-9', params: { claim } });
  }
  return [`failed to create PVC ${claim}: ${cause}`];
}

/** STS-DELETE-1; `rule` says what the deletion is for. */
export function deletePod(set: StatefulSet, pod: Pod, rule: string, client: Client): ReconcileError | undefined {
  const { name, namespace = 'default' } = pod.metadata;
  const result = client.delete('Pod', `${namespace}/${name}`, { rule, params: { set: set.metadata.name, pod: name } });
  if (result.ok || result.status.reason === 'NotFound') {
    sayDone(set, 'Delete', name, client);
    return undefined;
  }
  const message = result.status.message ?? '';
  sayFailed(set, 'Delete', name, message, client);
  return { error: message };
}

/** STS-REPAIR-3, STS-REPAIR-7: labels, volumes, claims and their owners put right. */
export function repairPod(set: StatefulSet, ordinal: number, pod: Pod, client: Client): ReconcileError | undefined {
  const { name } = pod.metadata;
  const errors = storageMatches(set, ordinal, pod) ? [] : createMissingClaims(set, ordinal, client);
  if (errors.length > 0) return { error: joined(errors) };
  const ownerError = setClaimOwners(set, ordinal, pod, client);
  if (ownerError) {
    sayFailed(set, 'Update', name, ownerError.error, client);
    return ownerError;
  }
  const labels = { ...pod.metadata.labels, ...identityLabels(name, ordinal) };
  const repaired: Pod = {
    ...pod,
    metadata: { ...pod.metadata, labels },
    spec: { ...pod.spec, volumes: volumesOf(set, ordinal, pod.spec.volumes) },
  };
  const result = client.update(repaired, { rule: 'STS-REPAIR-3', params: { set: set.metadata.name, pod: name } });
  if (result.ok) {
    sayDone(set, 'Update', name, client);
    return undefined;
  }
  const message = result.status.message ?? '';
  sayFailed(set, 'Update', name, message, client);
  return { error: message };
}

type Verb = 'Create' | 'Delete' | 'Update';

const doneRules: { readonly [V in Verb]: string } = { Create: 'STS-EV-1', Delete: 'STS-EV-4', Update: 'STS-EV-6' };
const failedRules: { readonly [V in Verb]: string } = { Create: 'STS-EV-2', Delete: 'STS-EV-5', Update: 'STS-EV-7' };

function sayDone(set: StatefulSet, verb: Verb, pod: string, client: Client): void {
  const message = `${verb} Pod ${pod} in StatefulSet ${set.metadata.name} successful`;
  client.event(
    set,
    { type: 'Normal', reason: `Successful${verb}`, message },
    { rule: doneRules[verb], params: { pod } },
  );
}

function sayFailed(set: StatefulSet, verb: Verb, pod: string, error: string, client: Client): void {
  const message = `${verb} Pod ${pod} in StatefulSet ${set.metadata.name} failed error: ${error}`;
  client.event(
    set,
    { type: 'Warning', reason: `Failed${verb}`, message },
    { rule: failedRules[verb], params: { pod } },
  );
}

/** Several errors in one, as STS-EV-13b shows them. */
const joined = (errors: readonly string[]): string =>
  errors.length === 1 ? (errors[0] ?? '') : `[${errors.join(', ')}]`;
