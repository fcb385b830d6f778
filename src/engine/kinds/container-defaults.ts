// What the API server fills in of a container (DEF-1, DEF-3, STS-DEF-5). The result is part of a revision's hash.
import { eachFilled, filled, isZero, replaced } from './filled.ts';
import { isJsonObject, jsonField, jsonItems } from './json.ts';
import type { Json } from './meta.ts';
import type { Container, ContainerPort, Probe } from './pod.ts';

/** The container with all defaults; the same container if nothing was missing. */
export function containerWithDefaults(container: Container): Container {
  const pullPolicy = container.imagePullPolicy ? undefined : pullPolicyFor(container.image ?? '');
  let next = filled(container, pullPolicy ? { ...containerDefaults, imagePullPolicy: pullPolicy } : containerDefaults);
  if (next.ports) next = replaced(next, 'ports', eachFilled(next.ports, portWithDefaults));
  if (next.env !== undefined) next = replaced(next, 'env', envWithDefaults(next.env));
  if (next.lifecycle !== undefined) next = replaced(next, 'lifecycle', lifecycleWithDefaults(next.lifecycle));
  for (const name of probeNames) {
    const probe = next[name];
    if (probe) next = replaced(next, name, probeWithDefaults(probe));
  }
  return next;
}

/** DEF-14, DEF-1: on Pods, not on templates, what is limited is also requested. */
export function withRequestsFromLimits(container: Container): Container {
  const { limits, requests = {} } = container.resources ?? {};
  if (!limits) return container;
  const missing = Object.keys(limits).some((name) => !Object.hasOwn(requests, name));
  return missing
    ? { ...container, resources: { ...container.resources, requests: { ...limits, ...requests } } }
    : container;
}

/** In the network of its node a container's ports are the node's. */
export const withHostPorts = (container: Container): Container =>
  container.ports
    ? replaced(
        container,
        'ports',
        eachFilled(container.ports, (port) => filled(port, { hostPort: port.containerPort }, isZero)),
      )
    : container;

/** DEF-1: `Always` for the tag `latest`, written or implied; a digest without a tag counts as pinned. */
export function pullPolicyFor(image: string): 'Always' | 'IfNotPresent' {
  if (image === '') return 'IfNotPresent';
  const [name = '', digest] = image.split('@');
  const lastPart = name.slice(name.lastIndexOf('/') + 1);
  const colon = lastPart.indexOf(':');
  const tag = colon >= 0 ? lastPart.slice(colon + 1) : digest === undefined ? 'latest' : '';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

const containerDefaults: Partial<Container> = {
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};

const probeNames = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

const portDefaults: Partial<ContainerPort> = { protocol: 'TCP' };
const portWithDefaults = (port: ContainerPort): ContainerPort => filled(port, portDefaults);

const probeDefaults: Partial<Probe> = {
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
};
const httpDefaults = { path: '/', scheme: 'HTTP' };

function probeWithDefaults(probe: Probe): Probe {
  const next = filled(probe, probeDefaults, isZero);
  const called = next.httpGet ? replaced(next, 'httpGet', filled(next.httpGet, httpDefaults)) : next;
  if (!isJsonObject(called.grpc) || called.grpc['service'] !== undefined) return called;
  return { ...called, grpc: { ...called.grpc, service: '' } };
}

function lifecycleWithDefaults(lifecycle: Json): Json {
  if (!isJsonObject(lifecycle)) return lifecycle;
  let next = lifecycle;
  for (const hook of Object.keys(lifecycle)) {
    const handler = lifecycle[hook];
    const httpGet = jsonField(handler, 'httpGet');
    if (!isJsonObject(handler) || !isJsonObject(httpGet)) continue;
    next = replaced(next, hook, replaced(handler, 'httpGet', filled(httpGet, httpDefaults)));
  }
  return next;
}

const fieldRefDefaults = { apiVersion: 'v1' };

/** The JSON around a `fieldRef` with the version that its path is of. */
export function withFieldRefVersion(source: Json): Json {
  const fieldRef = jsonField(source, 'fieldRef');
  if (!isJsonObject(source) || !isJsonObject(fieldRef)) return source;
  return replaced(source, 'fieldRef', filled(fieldRef, fieldRefDefaults));
}

function envWithDefaults(env: Json): Json {
  return eachFilled(jsonItems(env), (variable) => {
    const valueFrom = jsonField(variable, 'valueFrom');
    if (!isJsonObject(variable) || valueFrom === undefined) return variable;
    return replaced(variable, 'valueFrom', withFieldRefVersion(valueFrom));
  });
}
