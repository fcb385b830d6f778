// Which Pods a Service names to those who ask DNS for it: what its EndpointSlices say, not what the Pods are.
import type { View } from '../engine/index.ts';

const serviceLabel = 'kubernetes.io/service-name';

/** `namespace/name` of every Pod that is published under the Service. */
export function publishedPods(view: View, namespace: string, service: string): ReadonlySet<string> {
  if (service === '') return new Set();
  const slices = view.labelled('EndpointSlice', namespace, { [serviceLabel]: service });
  const ready = slices.flatMap(({ endpoints }) => (endpoints ?? []).filter(({ conditions }) => conditions.ready));
  return new Set(
    ready.flatMap(({ targetRef }) => (targetRef?.kind === 'Pod' ? [`${namespace}/${targetRef.name}`] : [])),
  );
}
