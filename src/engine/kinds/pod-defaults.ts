// What the API server fills in of a Pod and of a Pod template (DEF-2, DEF-14, DEF-16, STS-DEF-5).
import {
  containerWithDefaults,
  withFieldRefVersion,
  withHostPorts,
  withRequestsFromLimits,
} from './container-defaults.ts';
import type { FeatureGates } from './definition.ts';
import { eachFilled, filled, replaced } from './filled.ts';
import { isJsonObject, jsonField, jsonItems } from './json.ts';
import type { Json } from './meta.ts';
import type { Container, ContainerStatus, Pod, PodSpec, PodStatus, PodTemplateSpec, Volume } from './pod.ts';
import { withAdmittedParts } from './pod-admitted.ts';
import { quantityValue } from './quantity.ts';

/** DEF-2; the same Pod if nothing was missing. `old` is the stored Pod on an update. */
export function podWithDefaults(pod: Pod, _gates?: FeatureGates, old?: Pod): Pod {
  const full = filled(specWithDefaults(pod.spec), podOnlyDefaults);
  const linked = old ? withAdmittedParts(full, old.spec) : full;
  const fill = (container: Container): Container =>
    withRequestsFromLimits(linked.hostNetwork ? withHostPorts(container) : container);
  const asked = replaced(linked, 'containers', eachFilled(linked.containers, fill));
  const initContainers = asked.initContainers && eachFilled(asked.initContainers, fill);
  return replaced(pod, 'spec', replaced(asked, 'initContainers', initContainers));
}

/** KUBELET-59: a status somebody wrote, with what Kubernetes writes of every container even where nobody said it. */
export function podStatusWithDefaults(status: PodStatus): PodStatus {
  const fill = (of: ContainerStatus): ContainerStatus =>
    filled(of, containerStatusDefaults, (value) => value === undefined);
  const { containerStatuses: mains, initContainerStatuses: inits } = status;
  const next = mains ? replaced(status, 'containerStatuses', eachFilled(mains, fill)) : status;
  return inits ? replaced(next, 'initContainerStatuses', eachFilled(inits, fill)) : next;
}

const containerStatusDefaults: Partial<ContainerStatus> = {
  state: {},
  lastState: {},
  ready: false,
  restartCount: 0,
  image: '',
  imageID: '',
};

/** STS-DEF-5; the same template if nothing was missing. An absent one becomes an empty one, which validation refuses. */
export function templateWithDefaults(template: PodTemplateSpec | undefined): PodTemplateSpec {
  if (!template) return { metadata: {}, spec: specWithDefaults(undefined) };
  return filled(replaced(template, 'spec', specWithDefaults(template.spec)), templateDefaults);
}

/** DEF-14, from what the containers ask and may use of CPU and memory. */
export function qosClassOf(spec: Partial<PodSpec> | undefined): NonNullable<PodStatus['qosClass']> {
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  const asks = containers.flatMap((it) => amountsOf({ ...it.resources?.limits, ...it.resources?.requests }));
  if (asks.length === 0) return 'BestEffort';
  return containers.every(isGuaranteed) ? 'Guaranteed' : 'Burstable';
}

const podOnlyDefaults: Partial<PodSpec> = { enableServiceLinks: true };
const templateDefaults: Partial<PodTemplateSpec> = { metadata: {} };

const specDefaults: Partial<PodSpec> = {
  restartPolicy: 'Always',
  dnsPolicy: 'ClusterFirst',
  schedulerName: 'default-scheduler',
  securityContext: {},
  terminationGracePeriodSeconds: 30,
};

const noSpec: PodSpec = { containers: [] };

function specWithDefaults(spec: PodSpec | undefined): PodSpec {
  let next = filled(filled(spec ?? noSpec, noSpec), specDefaults);
  next = replaced(next, 'containers', eachFilled(next.containers, containerWithDefaults));
  if (next.initContainers)
    next = replaced(next, 'initContainers', eachFilled(next.initContainers, containerWithDefaults));
  if (next.volumes) next = replaced(next, 'volumes', eachFilled(next.volumes, volumeWithDefaults));
  return withMirroredAccount(next);
}

/** `serviceAccount` is the old name of `serviceAccountName`; the server keeps both. */
function withMirroredAccount(spec: PodSpec): PodSpec {
  const name = spec.serviceAccountName ?? spec.serviceAccount;
  return name === undefined ? spec : filled(spec, { serviceAccountName: name, serviceAccount: name });
}

const fileMode = { defaultMode: 420 };
const modedSources = ['configMap', 'secret', 'downwardAPI', 'projected'] as const;

function volumeWithDefaults(volume: Volume): Volume {
  let next = volume;
  if (!Object.keys(volume).some((key) => key !== 'name')) return { ...volume, emptyDir: {} };
  for (const name of modedSources) {
    const source = next[name];
    if (isJsonObject(source)) next = replaced(next, name, filled<{ readonly [key: string]: Json }>(source, fileMode));
  }
  if (isJsonObject(next.hostPath)) next = replaced(next, 'hostPath', withPathType(next.hostPath));
  if (isJsonObject(next.downwardAPI)) next = replaced(next, 'downwardAPI', withItemVersions(next.downwardAPI));
  if (isJsonObject(next.projected)) next = replaced(next, 'projected', withSourceDefaults(next.projected));
  return next;
}

type JsonMap = { readonly [key: string]: Json };

/** A host path's type is kept even when it is empty: then nothing is checked. */
export const withPathType = (hostPath: JsonMap): JsonMap =>
  hostPath['type'] === undefined ? { ...hostPath, type: '' } : hostPath;

function withItemVersions(source: JsonMap): JsonMap {
  const items = jsonField(source, 'items');
  return items === undefined ? source : replaced(source, 'items', eachFilled(jsonItems(items), withFieldRefVersion));
}

const tokenDefaults = { expirationSeconds: 3600 };

function withSourceDefaults(projected: JsonMap): JsonMap {
  const sources = eachFilled(jsonItems(projected['sources']), (source) => {
    if (!isJsonObject(source)) return source;
    const { serviceAccountToken: token, downwardAPI } = source;
    const timed = isJsonObject(token)
      ? replaced(source, 'serviceAccountToken', filled<JsonMap>(token, tokenDefaults))
      : source;
    return isJsonObject(downwardAPI) ? replaced(timed, 'downwardAPI', withItemVersions(downwardAPI)) : timed;
  });
  return projected['sources'] === undefined ? projected : replaced(projected, 'sources', sources);
}

const counted = ['cpu', 'memory'] as const;

const amountsOf = (amounts: { readonly [name: string]: string }): readonly string[] =>
  counted.filter((name) => (quantityValue(amounts[name] ?? '0') ?? 0) > 0);

function isGuaranteed({ resources }: Container): boolean {
  const { limits = {}, requests = {} } = resources ?? {};
  return counted.every((name) => {
    const limit = quantityValue(limits[name] ?? '0') ?? 0;
    return limit > 0 && limit === quantityValue(requests[name] ?? limits[name] ?? '0');
  });
}
