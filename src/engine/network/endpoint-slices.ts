// The EndpointSlice controller: the addresses behind each Service with a selector, kept up to date from what changed (SVC-2 to
// SVC-7).
import type { Change } from '../api/change.ts';
import { equal } from '../api/equality.ts';
import { selects } from '../api/selector.ts';
import type { View } from '../api/view.ts';
import type { ApiComponent, Client, Draft } from '../component.ts';
import type { EndpointSlice } from '../kinds/endpoint-slice.ts';
import { keyOf } from '../kinds/kinds.ts';
import type { StringMap } from '../kinds/meta.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Service } from '../kinds/service.ts';
import { timings } from '../timings.ts';
import { Backends } from './backends.ts';
import { sliceEdits } from './slices.ts';

type PodChange = Extract<Change, { kind: 'Pod' }>;
type SliceChange = Extract<Change, { kind: 'EndpointSlice' }>;

const componentName = 'endpoint-slice-controller';

const serviceLabel = 'kubernetes.io/service-name';

/** A new controller; what it keeps of each Service's Pods is derived from the view. */
export function createEndpointSliceController(): ApiComponent {
  const known = new Map<string, Backends>();
  return {
    name: componentName,
    sees: 'api',
    watches: ['Service', 'Pod', 'Node', 'EndpointSlice'],
    wakeDelayMs: timings.wakeMs.endpointSlice,
    wakes,
    reconcile(key, client, nowMs) {
      const service = client.view.get('Service', key);
      if (!service?.spec.selector || service.spec.type === 'ExternalName') {
        known.delete(key);
        return undefined;
      }
      const standing = slicesOf(service, client.view);
      const found = known.get(key);
      const backends = found?.isOf(service, standing, client.view)
        ? found
        : new Backends(service, standing, client.view);
      known.set(key, backends);
      backends.follow(client.view);
      reconcileService(service, backends, standing, client, nowMs);
      backends.leave(slicesOf(service, client.view));
      return undefined;
    },
  };
}

function wakes(change: Change, view: View): readonly string[] {
  if (change.kind === 'Service') return change.after ? [change.key] : [];
  if (change.kind === 'Pod') return servicesOf(change, view);
  if (change.kind === 'EndpointSlice') return change.actor === componentName ? [] : servicesOfSlice(change);
  const isNews = change.kind === 'Node' && (change.before === undefined) !== (change.after === undefined);
  return isNews ? view.list('Service').map((service) => keyOf(service)) : [];
}

/** What somebody else wrote in a slice, or that it was deleted, is put right. */
function servicesOfSlice({ before, after }: SliceChange): readonly string[] {
  const keys = [before, after].flatMap((slice) => {
    const service = slice?.metadata.labels?.[serviceLabel];
    return service === undefined ? [] : `${slice?.metadata.namespace ?? 'default'}/${service}`;
  });
  return [...new Set(keys)];
}

/** Only what an endpoint shows of a Pod matters: its address, readiness, deletion, labels and names. */
function servicesOf({ before, after }: PodChange, view: View): readonly string[] {
  const pod = after ?? before;
  if (!pod || (before && after && !showsOther(before, after))) return [];
  return view
    .list('Service', pod.metadata.namespace)
    .filter(({ spec }) => {
      const selector = spec.selector && { matchLabels: spec.selector };
      return [before, after].some((it) => it !== undefined && selects(selector, it.metadata.labels));
    })
    .map((service) => keyOf(service));
}

function showsOther(before: Pod, after: Pod): boolean {
  const readiness = (pod: Pod): string | undefined =>
    pod.status.conditions?.find(({ type }) => type === 'Ready')?.status;
  return (
    before.status.podIP !== after.status.podIP ||
    before.status.phase !== after.status.phase ||
    before.spec !== after.spec ||
    before.metadata.labels !== after.metadata.labels ||
    before.metadata.deletionTimestamp !== after.metadata.deletionTimestamp ||
    readiness(before) !== readiness(after)
  );
}

const slicesOf = ({ metadata: { namespace = 'default', name, uid } }: Service, view: View): readonly EndpointSlice[] =>
  view
    .labelled('EndpointSlice', namespace, { [serviceLabel]: name })
    .filter(({ metadata }) => metadata.ownerReferences?.some((owner) => owner.uid === uid));

function reconcileService(
  service: Service,
  backends: Backends,
  standing: readonly EndpointSlice[],
  client: Client,
  nowMs: number,
): void {
  const labels = sliceLabels(service);
  const trigger = { 'endpoints.kubernetes.io/last-change-trigger-time': client.timeText(nowMs) };
  const edits = sliceEdits(service, backends, standing, client.view);
  const untouched = standing.filter((slice) => !edits.some((edit) => edit.slice === slice));
  const inUse = untouched.length + edits.filter(({ endpoints }) => endpoints.length > 0).length;
  const reason = { rule: 'SVC-3', params: { service: service.metadata.name } };
  const write = (slice: EndpointSlice, endpoints: EndpointSlice['endpoints'], ports: EndpointSlice['ports']): void => {
    if (equal(slice.endpoints, endpoints) && equal(slice.ports, ports) && equal(slice.metadata.labels, labels)) return;
    const annotations = { ...slice.metadata.annotations, ...trigger };
    client.update({ ...slice, metadata: { ...slice.metadata, labels, annotations }, endpoints, ports }, reason);
  };
  for (const slice of untouched) write(slice, slice.endpoints, slice.ports);
  let placeholder = inUse > 0;
  for (const { slice, endpoints, ports, added } of edits) {
    if (slice && endpoints.length > 0) write(slice, endpoints, ports);
    else if (slice && placeholder) client.delete('EndpointSlice', keyOf(slice), reason);
    else if (slice) write(slice, null, null);
    else createSlice(service, { endpoints, ports, labels, annotations: trigger }, client, backends);
    if (slice) for (const uid of added) backends.places.set(uid, keyOf(slice));
    placeholder = true;
  }
  // SVC-7: a Service without Pods has one empty slice.
  if (standing.length === 0 && edits.length === 0)
    createSlice(service, { endpoints: null, ports: null, labels, annotations: trigger }, client, backends);
}

/** SVC-2 */
const sliceLabels = ({ metadata, spec }: Service) => ({
  ...metadata.labels,
  'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
  [serviceLabel]: metadata.name,
  ...(spec.clusterIP === 'None' ? { 'service.kubernetes.io/headless': '' } : {}),
});

interface NewSlice extends Pick<EndpointSlice, 'endpoints' | 'ports'> {
  readonly labels: StringMap;
  readonly annotations: StringMap;
}

/** SVC-2 */
function createSlice(service: Service, fresh: NewSlice, client: Client, backends: Backends): void {
  const { name, namespace = 'default', uid } = service.metadata;
  const { endpoints, ports, labels, annotations } = fresh;
  const owner = { apiVersion: 'v1', kind: 'Service', name, uid, controller: true, blockOwnerDeletion: true };
  const draft: Draft<EndpointSlice> = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { generateName: `${name}-`, namespace, labels, annotations, ownerReferences: [owner] },
    addressType: 'IPv4',
    endpoints,
    ports,
  };
  const created = client.create(draft, { rule: 'SVC-2', params: { service: name } });
  if (created.ok)
    for (const { targetRef } of endpoints ?? []) backends.places.set(targetRef?.uid ?? '', keyOf(created.object));
}
