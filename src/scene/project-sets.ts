// StatefulSets as facts: header, and one slot for every ordinal that is wanted, still there, or remembered by a claim.
import type { StatefulSet } from '../engine/index.ts';
import { hueOf } from './identity.ts';
import { fill } from './messages.ts';
import { ordinalOf } from './pod-state.ts';
import type { ClaimFacts } from './project-claims.ts';
import { podsBy } from './project-pods.ts';
import { publishedPods } from './published.ts';
import type { PodFacts } from './project-pods.ts';
import type { Instant } from './instant.ts';
import type { Hue, RevisionShape, SetMark, SlotState } from './scene.ts';

export interface SlotFacts {
  readonly id: string;
  readonly ordinal: number;
  readonly hue: Hue;
  readonly pod: PodFacts | undefined;
  readonly claims: readonly ClaimFacts[];
  readonly wanted: boolean;
  readonly state: SlotState;
  readonly stateText: string;
  readonly revision: RevisionShape;
  readonly revisionText: string;
  readonly dnsText: string;
  readonly words: string;
  readonly about: string;
}

export interface SetFacts {
  readonly id: string;
  readonly key: string;
  /** `Kind namespace/name` of the object. */
  readonly about: string;
  readonly name: string;
  readonly facts: SetMark['facts'];
  readonly dns: string;
  readonly dnsMissing: boolean;
  readonly words: string;
  readonly slots: readonly SlotFacts[];
}

export function setFacts(
  instant: Instant,
  pods: readonly PodFacts[],
  claims: ReadonlyMap<string, ClaimFacts>,
): readonly SetFacts[] {
  const podsBySet = podsBy(pods, (pod) => pod.setKey ?? '');
  return instant.view.list('StatefulSet').map((set) => {
    const key = `${set.metadata.namespace ?? ''}/${set.metadata.name}`;
    return factsOf(set, key, podsBySet.get(key) ?? [], claims, instant);
  });
}

function factsOf(
  set: StatefulSet,
  key: string,
  pods: readonly PodFacts[],
  claims: ReadonlyMap<string, ClaimFacts>,
  instant: Instant,
): SetFacts {
  const { view, messages } = instant;
  const { name, namespace = '' } = set.metadata;
  const wanted = set.spec.replicas ?? 1;
  const policy = set.spec.podManagementPolicy ?? 'OrderedReady';
  const service = set.spec.serviceName ?? '';
  const dnsMissing = service !== '' && view.get('Service', `${namespace}/${service}`) === undefined;
  const dns = service === '' ? '' : `${service}.${namespace}.svc.cluster.local`;
  const ready = set.status.readyReplicas ?? 0;
  return {
    id: `set:${key}`,
    key,
    about: `StatefulSet ${key}`,
    name,
    facts: headerFacts(set, instant),
    dns: dnsMissing ? fill(messages.set.dnsMissing, { service }) : dns,
    dnsMissing,
    words: fill(messages.set.words, { name, policy, ready, wanted, dns: dns === '' ? '-' : dns }),
    slots: slotFacts(set, key, pods, claims, dns, instant),
  };
}

function headerFacts(set: StatefulSet, { messages }: Instant): SetMark['facts'] {
  const texts = messages.set;
  const wanted = set.spec.replicas ?? 1;
  const { readyReplicas: ready = 0, updatedReplicas: updated = 0, currentRevision, updateRevision } = set.status;
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  const partition = rollingUpdate?.partition ?? 0;
  const updating = updateRevision !== undefined && updateRevision !== currentRevision;
  return [
    { text: fill(texts.kind, { policy: set.spec.podManagementPolicy ?? 'OrderedReady' }), strong: false },
    { text: fill(texts.ready, { ready, wanted }), strong: true },
    ...(set.spec.minReadySeconds
      ? [{ text: fill(texts.available, { available: set.status.availableReplicas, wanted }), strong: false }]
      : []),
    ...(updating ? [{ text: fill(texts.updated, { updated, wanted }), strong: true }] : []),
    ...(partition > 0 ? [{ text: fill(texts.partition, { partition }), strong: false }] : []),
    ...(type === 'OnDelete' ? [{ text: texts.onDelete, strong: false }] : []),
  ];
}

function slotFacts(
  set: StatefulSet,
  key: string,
  pods: readonly PodFacts[],
  claims: ReadonlyMap<string, ClaimFacts>,
  dns: string,
  instant: Instant,
): readonly SlotFacts[] {
  const start = set.spec.ordinals?.start ?? 0;
  const end = start + (set.spec.replicas ?? 1);
  const podByOrdinal = new Map(pods.map((pod) => [pod.ordinal, pod]));
  const claimsByOrdinal = claimsOfSet(set, claims);
  const published = publishedPods(instant.view, set.metadata.namespace ?? '', set.spec.serviceName ?? '');
  const ordinals = new Set<number>(claimsByOrdinal.keys());
  for (let ordinal = start; ordinal < end; ordinal++) ordinals.add(ordinal);
  for (const { ordinal } of pods) if (ordinal !== null) ordinals.add(ordinal);
  return [...ordinals]
    .toSorted((a, b) => a - b)
    .map((ordinal) => {
      const pod = podByOrdinal.get(ordinal);
      const wanted = ordinal >= start && ordinal < end;
      const state = pod ? (wanted ? pod.state : 'leaving') : wanted ? 'absent' : 'ghost';
      return slotOf(
        set,
        key,
        ordinal,
        { pod, claims: claimsByOrdinal.get(ordinal) ?? [], wanted, state, inDns: published.has(`${key}-${ordinal}`) },
        dns,
        instant,
      );
    });
}

function slotOf(
  set: StatefulSet,
  key: string,
  ordinal: number,
  { inDns, ...there }: Pick<SlotFacts, 'pod' | 'claims' | 'wanted' | 'state'> & { readonly inDns: boolean },
  dns: string,
  { messages }: Instant,
): SlotFacts {
  const { pod, state } = there;
  const podKey = `${key}-${ordinal}`;
  const podName = `${set.metadata.name}-${ordinal}`;
  const stateText = pod && state !== 'leaving' ? pod.stateText : messages.states[state];
  const words = fill(messages.set.slot, {
    ordinal,
    set: set.metadata.name,
    state: stateText,
    dns: dns === '' ? '-' : `${podName}.${dns}`,
  });
  return {
    ...there,
    id: `slot:${podKey}`,
    ordinal,
    hue: hueOf(ordinal),
    stateText,
    revision: pod?.revision ?? null,
    revisionText: pod && pod.revisionNumber > 0 ? fill(messages.set.revision, { number: pod.revisionNumber }) : '',
    dnsText: inDns ? messages.set.inDns : '',
    words: inDns ? fill(messages.set.and, { text: words, more: messages.set.inDns }) : words,
    about: `Pod ${podKey}`,
  };
}

/** Claims named `TEMPLATE-SET-ORDINAL` for a template of this set, by ordinal, in the templates' order. */
function claimsOfSet(
  set: StatefulSet,
  claims: ReadonlyMap<string, ClaimFacts>,
): ReadonlyMap<number, readonly ClaimFacts[]> {
  const { name, namespace = '' } = set.metadata;
  const byOrdinal = new Map<number, ClaimFacts[]>();
  for (const template of set.spec.volumeClaimTemplates ?? []) {
    const prefix = `${template.metadata.name ?? ''}-${name}`;
    for (const claim of claims.values()) {
      const ordinal = claim.key.startsWith(`${namespace}/${prefix}-`) ? ordinalOf(claim.name, prefix) : null;
      if (ordinal !== null) byOrdinal.set(ordinal, [...(byOrdinal.get(ordinal) ?? []), claim]);
    }
  }
  return byOrdinal;
}
