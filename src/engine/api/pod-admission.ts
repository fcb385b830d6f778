// What admission writes into a new Pod: its service account with the token volume (DEF-8), tolerations (DEF-9), priority (DEF-10)
// and, if it names its node, where that is (DEF-15).
import type { Json } from '../kinds/meta.ts';
import type { Container, Pod, PodSpec, Toleration, Volume } from '../kinds/pod.ts';
import { randomSuffix } from '../random.ts';
import type { Result } from './result.ts';
import { forbidden } from './status.ts';
import { topologyLabels } from './topology-labels.ts';
import type { View } from './view.ts';

export interface AdmissionContext {
  readonly view: View;
  readonly seed: number;
}

/** The Pod as it is stored, or the 403 that refuses it. */
export function withPodAdmission(pod: Pod, context: AdmissionContext): Result<Pod> {
  const accounted = withServiceAccount(pod, context);
  if (typeof accounted === 'string') return refused(pod, accounted);
  const ranked = withPriority(accounted, context.view);
  if (typeof ranked === 'string') return refused(pod, ranked);
  const tolerations = [...(pod.spec.tolerations ?? []), ...missingTolerations(pod.spec.tolerations ?? [])];
  const node = pod.spec.nodeName ? context.view.get('Node', pod.spec.nodeName) : undefined;
  const metadata = node
    ? { ...pod.metadata, labels: { ...pod.metadata.labels, ...topologyLabels(node) } }
    : pod.metadata;
  return { ok: true, object: { ...pod, metadata, spec: { ...ranked, tolerations } } };
}

const refused = (pod: Pod, why: string): Result<Pod> => ({
  ok: false,
  status: forbidden('Pod', pod.metadata.name, why),
});

/** DEF-8; a text says why not. */
function withServiceAccount({ metadata, spec }: Pod, { view, seed }: AdmissionContext): PodSpec | string {
  const name = spec.serviceAccountName || 'default';
  const key = `${metadata.namespace ?? 'default'}/${name}`;
  const account = view.get('ServiceAccount', key);
  if (!account) return `error looking up service account ${key}: serviceaccount "${name}" not found`;
  const named = { ...spec, serviceAccountName: name, serviceAccount: name };
  const isMounted = spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true;
  return isMounted ? withToken(named, `${volumePrefix}${randomSuffix(seed, 'token-volume', metadata.uid)}`) : named;
}

const volumePrefix = 'kube-api-access-';
const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';

function withToken(spec: PodSpec, newName: string): PodSpec {
  const standing = spec.volumes?.find((volume) => volume.name.startsWith(volumePrefix));
  const name = standing?.name ?? newName;
  const isLacking = ({ volumeMounts = [] }: Container): boolean =>
    !volumeMounts.some((it) => it.mountPath === tokenPath);
  const mounted = (container: Container): Container =>
    isLacking(container)
      ? {
          ...container,
          volumeMounts: [...(container.volumeMounts ?? []), { name, readOnly: true, mountPath: tokenPath }],
        }
      : container;
  const isNeeded = [...(spec.initContainers ?? []), ...spec.containers].some(isLacking);
  if (!isNeeded) return spec;
  return {
    ...spec,
    ...(spec.initContainers ? { initContainers: spec.initContainers.map(mounted) } : {}),
    containers: spec.containers.map(mounted),
    ...(standing ? {} : { volumes: [...(spec.volumes ?? []), tokenVolume(name)] }),
  };
}

const tokenVolume = (name: string): Volume => ({ name, projected: tokenSources });

const tokenSources: Json = {
  defaultMode: 420,
  sources: [
    { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    {
      downwardAPI: {
        items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
      },
    },
  ],
};

/** DEF-9: not-ready first. */
function missingTolerations(tolerations: readonly Toleration[]): readonly Toleration[] {
  const isTolerated = (key: string): boolean =>
    tolerations.some((it) => (!it.key || it.key === key) && (!it.effect || it.effect === 'NoExecute'));
  return ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].flatMap((key): Toleration[] =>
    isTolerated(key) ? [] : [{ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }],
  );
}

const priorities: ReadonlyMap<string, number> = new Map([
  ['system-cluster-critical', 2_000_000_000],
  ['system-node-critical', 2_000_001_000],
]);

/** DEF-10; a text says why not. */
function withPriority(spec: PodSpec, view: View): PodSpec | string {
  const chosen = spec.priorityClassName ? classNamed(spec.priorityClassName, view) : defaultClass(view);
  if (!chosen) return `no PriorityClass with name ${spec.priorityClassName} was found`;
  const { name, value: priority, preemptionPolicy } = chosen;
  const computed = 'must not be provided in pod spec; priority admission controller computed';
  if (spec.priority !== undefined && spec.priority !== priority)
    return `the integer value of priority (${spec.priority}) ${computed} ${priority} from the given PriorityClass name`;
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== preemptionPolicy)
    return `the string value of PreemptionPolicy (${spec.preemptionPolicy}) ${computed} ${preemptionPolicy} from the given PriorityClass name`;
  return { ...spec, ...(name === '' ? {} : { priorityClassName: name }), priority, preemptionPolicy };
}

interface ChosenClass {
  readonly name: string;
  readonly value: number;
  readonly preemptionPolicy: string;
}

const preempting = 'PreemptLowerPriority';

function classNamed(name: string, view: View): ChosenClass | undefined {
  const system = priorities.get(name);
  if (system !== undefined) return { name, value: system, preemptionPolicy: preempting };
  const found = view.get('PriorityClass', name);
  return found && { name, value: found.value, preemptionPolicy: found.preemptionPolicy ?? preempting };
}

/** That of the classes marked so; of several the one with the lowest value. */
function defaultClass(view: View): ChosenClass {
  const marked = view.list('PriorityClass').filter(({ globalDefault }) => globalDefault === true);
  const lowest = marked.reduce<(typeof marked)[number] | undefined>(
    (best, it) => (best && best.value <= it.value ? best : it),
    undefined,
  );
  if (!lowest) return { name: '', value: 0, preemptionPolicy: preempting };
  return { name: lowest.metadata.name, value: lowest.value, preemptionPolicy: lowest.preemptionPolicy ?? preempting };
}
