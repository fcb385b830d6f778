// What containers must obey (API-61 to API-64, API-67), with the server's words and in its order.
import { absent, duplicate, forbidden, invalidValue, pushInvalid, required, unsupported } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { isJsonObject, jsonField, jsonItems, jsonText } from './json.ts';
import type { Json } from './meta.ts';
import { dnsLabelMistakes } from './names.ts';
import type { Container, ContainerPort, VolumeMount } from './pod.ts';
import { checkPortNumber, portNameMistakes } from './port-validation.ts';
import { checkProbes } from './probe-validation.ts';
import { checkResources } from './resource-validation.ts';

/** Mistakes of a Pod's containers. `volumes`: the names of its volumes. */
export function checkContainers(
  containers: readonly Container[],
  volumes: ReadonlySet<string>,
  field: string,
  errors: FieldError[],
): void {
  if (containers.length === 0) errors.push(required(field));
  const names = new Set<string>();
  containers.forEach((container, at) => {
    const path = `${field}[${at}]`;
    checkContainer(container, volumes, path, errors);
    if (names.has(container.name)) errors.push(duplicate(`${path}.name`, container.name));
    names.add(container.name);
    checkProbes(container, path, errors);
  });
  checkHostPorts(containers, field, errors);
}

/** Mistakes of a Pod's init containers, which share their names with the containers. */
export function checkInitContainers(
  initContainers: readonly Container[],
  containers: readonly Container[],
  volumes: ReadonlySet<string>,
  field: string,
  errors: FieldError[],
): void {
  const names = new Set(containers.map(({ name }) => name));
  initContainers.forEach((container, at) => {
    const path = `${field}[${at}]`;
    checkContainer(container, volumes, path, errors);
    if (names.has(container.name)) errors.push(duplicate(`${path}.name`, container.name));
    names.add(container.name);
    if (container.restartPolicy === 'Always') checkProbes(container, path, errors);
    else checkNoProbes(container, path, errors);
  });
}

function checkNoProbes(container: Container, field: string, errors: FieldError[]): void {
  for (const name of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    if (container[name] !== undefined)
      errors.push(forbidden(`${field}.${name}`, 'may not be set for init containers without restartPolicy=Always'));
  }
}

const terminationPolicies = ['FallbackToLogsOnError', 'File'];
const pullPolicies = ['Always', 'IfNotPresent', 'Never'];

function checkContainer(container: Container, volumes: ReadonlySet<string>, field: string, errors: FieldError[]): void {
  const { name, image = '', terminationMessagePolicy = '', imagePullPolicy = '' } = container;
  if (!name) errors.push(required(`${field}.name`));
  else pushInvalid(errors, `${field}.name`, name, dnsLabelMistakes(name));
  if (image === '') errors.push(required(`${field}.image`));
  else if (image !== image.trim())
    errors.push(invalidValue(`${field}.image`, image, 'must not have leading or trailing whitespace'));
  if (!terminationPolicies.includes(terminationMessagePolicy))
    errors.push(unsupported(`${field}.terminationMessagePolicy`, terminationMessagePolicy, terminationPolicies));
  if (container.ports) checkPorts(container.ports, `${field}.ports`, errors);
  if (container.env !== undefined) checkEnv(container.env, `${field}.env`, errors);
  if (container.envFrom !== undefined) checkEnvFrom(container.envFrom, `${field}.envFrom`, errors);
  if (container.volumeMounts) checkMounts(container.volumeMounts, volumes, `${field}.volumeMounts`, errors);
  if (!pullPolicies.includes(imagePullPolicy))
    errors.push(unsupported(`${field}.imagePullPolicy`, imagePullPolicy, pullPolicies));
  if (container.resources) checkResources(container.resources, `${field}.resources`, errors);
}

/** The transports a port may have, in the server's order. */
export const protocols = ['SCTP', 'TCP', 'UDP'];

function checkPorts(ports: readonly ContainerPort[], field: string, errors: FieldError[]): void {
  const names = new Set<string>();
  ports.forEach(({ name, containerPort, hostPort, protocol = '' }, at) => {
    const path = `${field}[${at}]`;
    if (name) {
      const mistakes = portNameMistakes(name);
      pushInvalid(errors, `${path}.name`, name, mistakes);
      if (mistakes.length === 0 && names.has(name)) errors.push(duplicate(`${path}.name`, name));
      names.add(name);
    }
    if (!containerPort) errors.push(required(`${path}.containerPort`));
    else checkPortNumber(containerPort, `${path}.containerPort`, errors);
    if (hostPort) checkPortNumber(hostPort, `${path}.hostPort`, errors);
    if (!protocols.includes(protocol)) errors.push(unsupported(`${path}.protocol`, protocol, protocols));
  });
}

function checkHostPorts(containers: readonly Container[], field: string, errors: FieldError[]): void {
  const taken = new Set<string>();
  containers.forEach(({ ports = [] }, at) => {
    ports.forEach(({ hostPort, hostIP = '', protocol = 'TCP' }, index) => {
      if (!hostPort) return;
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (taken.has(key)) errors.push(duplicate(`${field}[${at}].ports[${index}].hostPort`, key));
      taken.add(key);
    });
  });
}

/** In the network of its node a container cannot have its port elsewhere; what is not said is filled in on the Pod. */
export function checkHostNetwork(containers: readonly Container[], field: string, errors: FieldError[]): void {
  containers.forEach(({ ports = [] }, at) => {
    ports.forEach(({ hostPort, containerPort }, index) => {
      const path = `${field}[${at}].ports[${index}].hostPort`;
      if (hostPort && hostPort !== containerPort)
        errors.push(invalidValue(path, hostPort, 'must match `containerPort` when `hostNetwork` is true'));
    });
  });
}

const variableMistake =
  "a valid environment variable name must consist only of printable ASCII characters other than '='";

function checkEnv(env: Json, field: string, errors: FieldError[]): void {
  jsonItems(env).forEach((variable, at) => {
    const path = `${field}[${at}]`;
    const name = jsonText(variable, 'name') ?? '';
    if (name === '') errors.push(required(`${path}.name`));
    else if (!/^[ -<>-~]+$/.test(name)) errors.push(invalidValue(`${path}.name`, name, variableMistake));
    const from = jsonField(variable, 'valueFrom');
    if (isJsonObject(from)) checkValueFrom(from, jsonText(variable, 'value') ?? '', `${path}.valueFrom`, errors);
  });
}

const groups = ['configMapRef', 'secretRef'];

function checkEnvFrom(envFrom: Json, field: string, errors: FieldError[]): void {
  jsonItems(envFrom).forEach((group, at) => {
    const path = `${field}[${at}]`;
    const given = groups.filter((name) => jsonField(group, name) !== undefined);
    for (const source of given)
      if (!jsonText(jsonField(group, source), 'name')) errors.push(required(`${path}.${source}.name`));
    if (given.length === 0) errors.push(invalidValue(path, '', 'must specify one of: `configMapRef` or `secretRef`'));
    else if (given.length > 1)
      errors.push(invalidValue(path, '', 'may not have more than one field specified at a time'));
  });
}

const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef'];
const oneOf = 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`';

function checkValueFrom(from: Json, value: string, field: string, errors: FieldError[]): void {
  const given = sources.filter((name) => jsonField(from, name) !== undefined);
  for (const source of given.filter((name) => name.endsWith('KeyRef')))
    for (const name of ['key', 'name'])
      if (!jsonText(jsonField(from, source), name)) errors.push(required(`${field}.${source}.${name}`));
  if (given.length === 0) errors.push(invalidValue(field, '', oneOf));
  else if (value !== '') errors.push(invalidValue(field, '', 'may not be specified when `value` is not empty'));
  else if (given.length > 1)
    errors.push(invalidValue(field, '', 'may not have more than one field specified at a time'));
}

function checkMounts(
  mounts: readonly VolumeMount[],
  volumes: ReadonlySet<string>,
  field: string,
  errors: FieldError[],
): void {
  const paths = new Set<string>();
  mounts.forEach(({ name, mountPath, subPath }, at) => {
    const path = `${field}[${at}]`;
    if (!name) errors.push(required(`${path}.name`));
    if (!volumes.has(name)) errors.push(absent(`${path}.name`, name ?? ''));
    if (!mountPath) errors.push(required(`${path}.mountPath`));
    if (paths.has(mountPath)) errors.push(invalidValue(`${path}.mountPath`, mountPath, 'must be unique'));
    paths.add(mountPath);
    if (subPath) checkDescendingPath(subPath, `${path}.subPath`, errors);
  });
}

function checkDescendingPath(path: string, field: string, errors: FieldError[]): void {
  if (path.startsWith('/')) errors.push(invalidValue(field, path, 'must be a relative path'));
  if (path.split('/').includes('..')) errors.push(invalidValue(field, path, "must not contain '..'"));
}
