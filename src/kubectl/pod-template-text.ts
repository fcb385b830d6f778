// A Pod template as `kubectl rollout history --revision` shows it: the template part of describe, its columns left as tabs (K-42).
import type { Json } from '../engine/index.ts';
import { quantityValue } from '../engine/index.ts';

export type Fields = { readonly [field: string]: Json };

/** Lines with their line breaks, from `Pod Template:` on. `template`: as a revision holds it. */
export function podTemplateText(template: Json): string {
  const metadata = fieldsOf(at(template, 'metadata'));
  const spec = fieldsOf(at(template, 'spec'));
  const account = textOf(spec['serviceAccountName']);
  const annotations = pairs(metadata['annotations'], ': ');
  const lines = [
    'Pod Template:',
    ...columns('  Labels:', pairs(metadata['labels'], '=')),
    ...(annotations.length > 0 ? columns('  Annotations:', annotations) : []),
    ...(account ? [`  Service Account:\t${account}`] : []),
    ...containersOf('Init Containers', spec['initContainers']),
    ...containersOf('Containers', spec['containers']),
    ...volumesOf(spec['volumes']),
    ...columns('  Node-Selectors:', pairs(spec['nodeSelector'], '=')),
    ...columns('  Tolerations:', itemsOf(spec['tolerations']).map(tolerationText)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: Json | undefined): Fields => (isFields(value) ? value : {});
const at = (value: Json | undefined, field: string): Json | undefined => fieldsOf(value)[field];
const itemsOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const pairs = (map: Json | undefined, between: string): readonly string[] =>
  Object.entries(fieldsOf(map))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}${between}${textOf(value)}`);

/** The first beside the name, the others below it. */
function columns(name: string, values: readonly string[]): readonly string[] {
  const [first = '<none>', ...more] = values;
  return [`${name}\t${first}`, ...more.map((value) => `\t${value}`)];
}

function containersOf(title: string, containers: Json | undefined): readonly string[] {
  const items = itemsOf(containers).map(fieldsOf);
  return items.length === 0 ? [] : [`  ${title}:`, ...items.flatMap(templateContainer)];
}

const templateContainer = (container: Fields): readonly string[] => [
  `   ${textOf(container['name'])}:`,
  ...imageLines(container),
  ...settingLines(container),
];

/** What runs in it. `imageId`: of a container that has one. */
export function imageLines(container: Fields, imageId?: string): readonly string[] {
  const ports = itemsOf(container['ports']).map(fieldsOf);
  const protocol = (port: Fields): string => textOf(port['protocol']) || 'TCP';
  const named = (port: Fields): string => (port['name'] ? ` (${textOf(port['name'])})` : '');
  const list = (name: string, field: string): string => {
    const shown = ports.map((port) => `${textOf(port[field]) || '0'}/${protocol(port)}${named(port)}`);
    return `    ${name}${ports.length > 1 ? 's' : ''}:\t${shown.join(', ') || '<none>'}`;
  };
  return [
    `    Image:\t${textOf(container['image'])}`,
    ...(imageId === undefined ? [] : [`    Image ID:\t${imageId}`]),
    list('Port', 'containerPort'),
    list('Host Port', 'hostPort'),
    ...words('Command', container['command']),
    ...words('Args', container['args']),
  ];
}

/** What it may use and what it is asked. */
export function settingLines(container: Fields): readonly string[] {
  const resources = fieldsOf(container['resources']);
  const groups = itemsOf(container['envFrom']).map(groupText);
  const environment = itemsOf(container['env']).map((variable) => variableText(variable, container));
  const mounts = itemsOf(container['volumeMounts']).map(mountText).toSorted();
  return [
    ...amounts('Limits', resources['limits']),
    ...amounts('Requests', resources['requests']),
    ...probes.flatMap(([name, field]) => (container[field] ? [`    ${name}:\t${probeText(container[field])}`] : [])),
    ...(groups.length > 0 ? ['    Environment Variables from:', ...groups] : []),
    ...(environment.length > 0 ? ['    Environment:', ...environment] : ['    Environment:\t<none>']),
    ...(mounts.length > 0 ? ['    Mounts:', ...mounts] : ['    Mounts:\t<none>']),
  ];
}

const words = (name: string, list: Json | undefined): readonly string[] => {
  const items = itemsOf(list).map((word) => `      ${textOf(word)}`);
  return items.length > 0 ? [`    ${name}:`, ...items] : [];
};

const amounts = (name: string, list: Json | undefined): readonly string[] => {
  const items = pairs(list, ':\t').map((pair) => `      ${pair}`);
  return items.length > 0 ? [`    ${name}:`, ...items] : [];
};

const probes = [
  ['Liveness', 'livenessProbe'],
  ['Readiness', 'readinessProbe'],
  ['Startup', 'startupProbe'],
] as const;

/** `http-get http://:80/ delay=0s timeout=1s period=10s #success=1 #failure=3` */
function probeText(probe: Json | undefined): string {
  const number = (field: string, otherwise: number): string => textOf(at(probe, field) ?? otherwise);
  const times = `delay=${number('initialDelaySeconds', 0)}s timeout=${number('timeoutSeconds', 1)}s period=${number('periodSeconds', 10)}s`;
  return `${checkText(probe)} ${times} #success=${number('successThreshold', 1)} #failure=${number('failureThreshold', 3)}`;
}

function checkText(probe: Json | undefined): string {
  const [exec, get, tcp, grpc] = ['exec', 'httpGet', 'tcpSocket', 'grpc'].map((field) => at(probe, field));
  if (exec !== undefined) return `exec [${itemsOf(at(exec, 'command')).map(textOf).join(' ')}]`;
  if (get !== undefined) {
    const scheme = textOf(at(get, 'scheme')).toLowerCase() || 'http';
    return `http-get ${scheme}://${textOf(at(get, 'host'))}:${textOf(at(get, 'port'))}${textOf(at(get, 'path')) || '/'}`;
  }
  if (tcp !== undefined) return `tcp-socket ${textOf(at(tcp, 'host'))}:${textOf(at(tcp, 'port'))}`;
  return grpc === undefined ? 'unknown' : `grpc <pod>:${textOf(at(grpc, 'port'))} ${textOf(at(grpc, 'service'))}`;
}

function groupText(group: Json): string {
  const map = at(group, 'configMapRef');
  const ref = map ?? at(group, 'secretRef');
  const prefix = textOf(at(group, 'prefix'));
  const kind = `${map === undefined ? 'Secret' : 'ConfigMap'}${prefix && ` with prefix '${prefix}'`}`;
  return `      ${textOf(at(ref, 'name'))}\t${kind}\tOptional: ${at(ref, 'optional') === true}`;
}

function variableText(variable: Json, container: Fields): string {
  const name = textOf(at(variable, 'name'));
  const field = at(at(at(variable, 'valueFrom'), 'fieldRef'), 'fieldPath');
  if (field !== undefined) return `      ${name}:\t (v1:${textOf(field)})`;
  const amount = at(at(variable, 'valueFrom'), 'resourceFieldRef');
  if (amount !== undefined)
    return `      ${name}:\t${amountText(amount, container)} (${textOf(at(amount, 'resource'))})`;
  const [map, secret] = ['configMapKeyRef', 'secretKeyRef'].map((source) => at(at(variable, 'valueFrom'), source));
  const key = map ?? secret;
  if (key === undefined) return `      ${name}:\t${textOf(at(variable, 'value'))}`;
  const source = map === undefined ? 'in secret' : 'of config map';
  const where = `<set to the key '${textOf(at(key, 'key'))}' ${source} '${textOf(at(key, 'name'))}'>`;
  return `      ${name}:\t${where}\tOptional: ${at(key, 'optional') === true}`;
}

/** What a container may use or asks for, in the unit that is asked for, rounded up. */
function amountText(reference: Json, container: Fields): string {
  const [list = '', name = ''] = textOf(at(reference, 'resource')).split('.');
  const amount = quantityValue(textOf(at(at(container['resources'], list), name)) || '0') ?? 0;
  const unit = quantityValue(textOf(at(reference, 'divisor')) || '1') || 1;
  const isOpen = amount === 0 && list === 'limits' && (name === 'cpu' || name === 'memory');
  return isOpen ? 'node allocatable' : String(Math.ceil(amount / unit));
}

function mountText(mount: Json): string {
  const access = at(mount, 'readOnly') === true ? 'ro' : 'rw';
  const path = at(mount, 'subPath');
  const flags = path === undefined ? access : `${access},path=${JSON.stringify(path)}`;
  return `      ${textOf(at(mount, 'mountPath'))} from ${textOf(at(mount, 'name'))} (${flags})`;
}

/** `space`: what stands before the title, in a template more than in a Pod. */
export function volumesOf(volumes: Json | undefined, space = '  '): readonly string[] {
  const items = itemsOf(volumes).map(fieldsOf);
  if (items.length === 0) return [`${space}Volumes:\t<none>`];
  const indent = space === '' ? '  ' : '   ';
  const lines = items.flatMap((volume) => [`${indent}${textOf(volume['name'])}:`, ...sourceLines(volume)]);
  return [`${space}Volumes:`, ...lines];
}

function sourceLines(volume: Fields): readonly string[] {
  const [type = '', source] = Object.entries(volume).find(([field]) => field !== 'name') ?? [];
  const yes = (value: Json | undefined): string => String(value === true);
  switch (type) {
    case 'emptyDir': {
      const size = textOf(at(source, 'sizeLimit')) || '<unset>';
      const start = "    Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)";
      return [start, `    Medium:\t${textOf(at(source, 'medium'))}`, `    SizeLimit:\t${size}`];
    }
    case 'persistentVolumeClaim': {
      const start = '    Type:\tPersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)';
      return [
        start,
        `    ClaimName:\t${textOf(at(source, 'claimName'))}`,
        `    ReadOnly:\t${yes(at(source, 'readOnly'))}`,
      ];
    }
    case 'configMap': {
      const start = '    Type:\tConfigMap (a volume populated by a ConfigMap)';
      return [start, `    Name:\t${textOf(at(source, 'name'))}`, `    Optional:\t${yes(at(source, 'optional'))}`];
    }
    case 'secret': {
      const start = '    Type:\tSecret (a volume populated by a Secret)';
      const name = textOf(at(source, 'secretName'));
      return [start, `    SecretName:\t${name}`, `    Optional:\t${yes(at(source, 'optional'))}`];
    }
    case 'projected':
      return [
        '    Type:\tProjected (a volume that contains injected data from multiple sources)',
        ...projected(source),
      ];
    default:
      return [`    Type:\t${type}`];
  }
}

function projected(source: Json | undefined): readonly string[] {
  return itemsOf(at(source, 'sources')).flatMap((part) => {
    const token = at(part, 'serviceAccountToken');
    const [map, secret] = ['configMap', 'secret'].map((name) => at(part, name));
    if (token !== undefined) return [`    TokenExpirationSeconds:\t${textOf(at(token, 'expirationSeconds'))}`];
    if (at(part, 'downwardAPI') !== undefined) return ['    DownwardAPI:\ttrue'];
    const [title, named] = secret === undefined ? ['ConfigMapName', map] : ['SecretName', secret];
    if (named === undefined) return [];
    return [`    ${title}:\t${textOf(at(named, 'name'))}`, `    Optional:\t${at(named, 'optional') === true}`];
  });
}

export function tolerationText(toleration: Json): string {
  const [key, value, effect] = ['key', 'value', 'effect'].map((field) => textOf(at(toleration, field)));
  const isExists = at(toleration, 'operator') === 'Exists';
  const seconds = at(toleration, 'tolerationSeconds');
  const matched = `${key}${value ? `=${value}` : ''}${effect ? `:${effect}` : ''}`;
  const op = isExists && !value ? ' op=Exists' : '';
  return `${matched}${op}${seconds === undefined ? '' : ` for ${textOf(seconds)}s`}`;
}
