// What Services must obey (API-70, API-50).
import { protocols } from './container-validation.ts';
import { duplicate, forbidden, invalidValue, pushInvalid, required, unsupported } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { isIpAddress } from './ip-address.ts';
import { checkLabels, checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';
import { dnsLabelMistakes, dnsSubdomainMistakes } from './names.ts';
import { checkPort, checkPortNumber } from './port-validation.ts';
import type { Service, ServicePort } from './service.ts';

/** Mistakes of a new Service. */
export function serviceMistakes(service: Service): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(service.metadata, errors, dnsLabelMistakes);
  checkSpec(service.spec, errors);
  return errors;
}

/** Mistakes of a Service that replaces `old`: its address stays. */
export function serviceUpdateMistakes(service: Service, old: Service): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(service.metadata, old.metadata, errors);
  if (service.spec === old.spec) return errors;
  checkFixed(service.spec, old.spec, errors);
  checkSpec(service.spec, errors);
  return errors;
}

const setOnce = 'may not change once set';

function checkFixed(spec: Service['spec'], old: Service['spec'], errors: FieldError[]): void {
  if (spec.type === 'ExternalName' || old.type === 'ExternalName') return;
  const [address, family] = [spec.clusterIPs?.[0], spec.ipFamilies?.[0]];
  if (old.clusterIPs?.[0] !== undefined && address !== undefined && address !== old.clusterIPs[0])
    errors.push(invalidValue('spec.clusterIPs[0]', spec.clusterIPs, setOnce));
  if (old.ipFamilies?.[0] !== undefined && family !== undefined && family !== old.ipFamilies[0])
    errors.push(invalidValue('spec.ipFamilies[0]', spec.ipFamilies, setOnce));
}

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const affinities = ['ClientIP', 'None'];

function checkSpec(spec: Service['spec'], errors: FieldError[]): void {
  const { type = '', ports = [], sessionAffinity = '' } = spec;
  const isHeadless = spec.clusterIP === 'None';
  if (ports.length === 0 && !isHeadless && type !== 'ExternalName') errors.push(required('spec.ports'));
  checkType(spec, type, isHeadless, errors);
  checkPorts(ports, errors);
  checkLabels(spec.selector, 'spec.selector', errors);
  if (!affinities.includes(sessionAffinity))
    errors.push(unsupported('spec.sessionAffinity', sessionAffinity, affinities));
  if (type !== 'ExternalName') checkAddresses(spec.clusterIPs ?? [], errors);
  if (!types.includes(type)) errors.push(unsupported('spec.type', type, types));
  if (type === 'ClusterIP') checkNoNodePorts(ports, errors);
  checkDistinct(ports, errors);
}

function checkType(spec: Service['spec'], type: string, isHeadless: boolean, errors: FieldError[]): void {
  if (type === 'ExternalName') checkExternalName(spec, errors);
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless) {
    const detail = `may not be set to 'None' for ${type} services`;
    errors.push(invalidValue('spec.clusterIPs[0]', 'None', detail));
  }
}

function checkExternalName(spec: Service['spec'], errors: FieldError[]): void {
  const { clusterIP, clusterIPs = [], ipFamilies = [], ipFamilyPolicy, externalName = '' } = spec;
  const never = 'may not be set for ExternalName services';
  if (clusterIP || clusterIPs.length > 0) errors.push(forbidden('spec.clusterIPs', never));
  if (ipFamilies.length > 0) errors.push(forbidden('spec.ipFamilies', never));
  if (ipFamilyPolicy) errors.push(forbidden('spec.ipFamilyPolicy', never));
  const name = externalName.replace(/\.$/, '');
  if (name === '') errors.push(required('spec.externalName'));
  else pushInvalid(errors, 'spec.externalName', name, dnsSubdomainMistakes(name));
}

function checkPorts(ports: readonly ServicePort[], errors: FieldError[]): void {
  const names = new Set<string>();
  ports.forEach(({ name = '', port, protocol = '', targetPort }, at) => {
    const path = `spec.ports[${at}]`;
    if (name !== '') {
      pushInvalid(errors, `${path}.name`, name, dnsLabelMistakes(name));
      if (names.has(name)) errors.push(duplicate(`${path}.name`, name));
      names.add(name);
    } else if (ports.length > 1) errors.push(required(`${path}.name`));
    checkPortNumber(port ?? 0, `${path}.port`, errors);
    if (!protocols.includes(protocol)) errors.push(unsupported(`${path}.protocol`, protocol, protocols));
    checkPort(targetPort ?? 0, `${path}.targetPort`, errors);
  });
}

function checkAddresses(addresses: readonly string[], errors: FieldError[]): void {
  addresses.forEach((address, at) => {
    if (address === 'None' && at === 0) return;
    if (!isIpAddress(address)) {
      const detail = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
      errors.push(invalidValue(`spec.clusterIPs[${at}]`, address, detail));
    }
  });
}

function checkNoNodePorts(ports: readonly ServicePort[], errors: FieldError[]): void {
  ports.forEach(({ nodePort }, at) => {
    if (nodePort) errors.push(forbidden(`spec.ports[${at}].nodePort`, "may not be used when `type` is 'ClusterIP'"));
  });
}

function checkDistinct(ports: readonly ServicePort[], errors: FieldError[]): void {
  const seen = new Set<string>();
  ports.forEach(({ port, protocol = 'TCP' }, at) => {
    const key = `${protocol}/${port}`;
    if (seen.has(key)) errors.push(duplicate(`spec.ports[${at}]`, { port, protocol }));
    seen.add(key);
  });
}
