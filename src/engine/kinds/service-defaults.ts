// What the API server fills in of a Service (DEF-5). The address itself is allocated by the server when it writes (SVC-1).
import { eachFilled, filled, isZero, replaced } from './filled.ts';
import type { FeatureGates } from './definition.ts';
import type { Service, ServicePort } from './service.ts';

type ServiceSpec = Service['spec'];

/** The Service with all defaults; the same Service if nothing was missing. An update keeps the stored address. */
export function serviceWithDefaults(service: Service, _gates?: FeatureGates, old?: Service): Service {
  let spec: ServiceSpec = filled(service.spec ?? {}, specDefaults);
  if (spec.ports) spec = replaced(spec, 'ports', eachFilled(spec.ports, portWithDefaults));
  spec = withTrafficPolicies(withAffinity(spec));
  if (spec.type !== 'ExternalName') spec = withFamilies(withAddress(spec, old?.spec));
  return replaced(service, 'spec', spec);
}

const specDefaults: ServiceSpec = { type: 'ClusterIP', sessionAffinity: 'None' };

function portWithDefaults(port: ServicePort): ServicePort {
  const next = filled(port, { protocol: 'TCP' } as const);
  return next.port === undefined
    ? next
    : filled(next, { targetPort: next.port }, (value) => isZero(value) || value === '');
}

const internalPolicy: ServiceSpec = { internalTrafficPolicy: 'Cluster' };
const externalPolicy: ServiceSpec = { externalTrafficPolicy: 'Cluster' };
const balancerDefaults: ServiceSpec = { allocateLoadBalancerNodePorts: true };

function withTrafficPolicies(spec: ServiceSpec): ServiceSpec {
  const { type = '' } = spec;
  if (type === 'ClusterIP') return filled(spec, internalPolicy);
  if (type === 'NodePort') return filled(filled(spec, internalPolicy), externalPolicy);
  if (type === 'LoadBalancer') return filled(filled(filled(spec, internalPolicy), externalPolicy), balancerDefaults);
  return spec;
}

const affinityDefaults: ServiceSpec = { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } };

const withAffinity = (spec: ServiceSpec): ServiceSpec =>
  spec.sessionAffinity === 'ClientIP' ? filled(spec, affinityDefaults) : spec;

function withAddress(spec: ServiceSpec, old: ServiceSpec | undefined): ServiceSpec {
  const keeps = old?.clusterIP !== undefined && old.type !== 'ExternalName';
  const clusterIP = spec.clusterIP || spec.clusterIPs?.[0] || (keeps ? old.clusterIP : undefined);
  if (clusterIP === undefined || clusterIP === '') return spec;
  const kept = keeps && old.clusterIP === clusterIP ? (old.clusterIPs ?? [clusterIP]) : [clusterIP];
  return filled(spec, { clusterIP, clusterIPs: kept });
}

const single: ServiceSpec = { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4'] };
const dual: ServiceSpec = { ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv4', 'IPv6'] };

function withFamilies(spec: ServiceSpec): ServiceSpec {
  const isFree = spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0;
  return filled(spec, isFree && spec.ipFamilyPolicy === undefined ? dual : single);
}
