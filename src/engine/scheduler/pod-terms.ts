// The company that Pods ask for or avoid, read from their affinity: apart from the filter and the score, because both read it,
// for the Pod to be placed and for those that are placed already (SCHED-24 to SCHED-26, SCHED-30).
import { selects } from '../api/selector.ts';
import type { View } from '../api/view.ts';
import { jsonField, jsonItems, jsonText } from '../kinds/json.ts';
import type { Json, LabelSelector } from '../kinds/meta.ts';
import type { Pod } from '../kinds/pod.ts';

/** One term: Pods it means, and within which domain of nodes. */
export interface PodTerm {
  /** Terms that mean the same Pods have the same. */
  readonly id: string;
  readonly topologyKey: string;
  readonly weight: number;
  readonly matches: (pod: Pod) => boolean;
}

export interface PodTerms {
  readonly required: readonly PodTerm[];
  readonly preferred: readonly PodTerm[];
}

export type Attitude = 'podAffinity' | 'podAntiAffinity';

/** What a Pod says of its company; `weight` is 1 for required terms. */
export function podTerms(pod: Pod, attitude: Attitude, view: View): PodTerms {
  const wish = jsonField(pod.spec.affinity, attitude);
  if (wish === undefined) return none;
  const preferred = jsonItems(jsonField(wish, 'preferredDuringSchedulingIgnoredDuringExecution'));
  return {
    required: jsonItems(jsonField(wish, 'requiredDuringSchedulingIgnoredDuringExecution')).map((it) =>
      podTerm(it, 1, pod, view),
    ),
    preferred: preferred.map((it) =>
      podTerm(jsonField(it, 'podAffinityTerm') ?? null, Number(jsonField(it, 'weight') ?? 0), pod, view),
    ),
  };
}

const none: PodTerms = { required: [], preferred: [] };

/** Pods of one kind of wish are counted together: equal texts mean equal terms. Undefined: it has none. */
export function wishOf({ spec, metadata }: Pod): string | undefined {
  const wish = [jsonField(spec.affinity, 'podAffinity'), jsonField(spec.affinity, 'podAntiAffinity')];
  if (wish.every((it) => it === undefined)) return undefined;
  const text = `${metadata.namespace ?? ''} ${JSON.stringify(wish)}`;
  return text.includes('atchLabelKeys') ? `${text} ${JSON.stringify(metadata.labels)}` : text;
}

function podTerm(term: Json, weight: number, owner: Pod, view: View): PodTerm {
  const namespaces = namespacesOf(term, owner, view);
  const selector = selectorOf(term, owner);
  return {
    id: `term ${namespaces?.join(',') ?? '*'} ${JSON.stringify(selector)}`,
    topologyKey: jsonText(term, 'topologyKey') ?? '',
    weight,
    matches: ({ metadata }) =>
      (namespaces?.includes(metadata.namespace ?? '') ?? true) && selects(selector, metadata.labels),
  };
}

/** Undefined means all; without any, the Pod's own. */
function namespacesOf(term: Json, owner: Pod, view: View): readonly string[] | undefined {
  const named = jsonItems(jsonField(term, 'namespaces')).map(String);
  const selector = jsonField(term, 'namespaceSelector');
  if (selector === undefined) return named.length > 0 ? named : [owner.metadata.namespace ?? ''];
  if (Object.keys(selector ?? {}).length === 0) return undefined;
  const selected = view.list('Namespace').filter(({ metadata }) => selects(asSelector(selector), metadata.labels));
  return [...named, ...selected.map(({ metadata }) => metadata.name)].sort();
}

/** The selector with what `matchLabelKeys` and `mismatchLabelKeys` add from the labels of the Pod itself. */
export function selectorOf(term: Json, { metadata }: Pod): LabelSelector | undefined {
  const selector = asSelector(jsonField(term, 'labelSelector'));
  if (!selector) return undefined;
  const added = (name: string, operator: 'In' | 'NotIn') =>
    jsonItems(jsonField(term, name)).flatMap((key) => {
      if (typeof key !== 'string') return [];
      const value = metadata.labels?.[key];
      return value === undefined ? [] : [{ key, operator, values: [value] }];
    });
  const expressions = [...added('matchLabelKeys', 'In'), ...added('mismatchLabelKeys', 'NotIn')];
  if (expressions.length === 0) return selector;
  return { ...selector, matchExpressions: [...(selector.matchExpressions ?? []), ...expressions] };
}

/** Validation has looked at it. */
const asSelector = (json: Json | undefined): LabelSelector | undefined =>
  json === undefined || json === null ? undefined : (json as unknown as LabelSelector);
