// Takes chance and the clock out of what is compared: names with random endings, ids, addresses, nodes and times become
// placeholders, numbered in the order in which they first appear.
import type { ObservedChange } from './observed.ts';

export type Rename = (text: string) => string;

/** The renaming for one run: real names, uids and hashes to placeholders, longest first. */
export function renaming(changes: readonly ObservedChange[], namespace: string): Rename {
  const names = [...placeholders(changes)].sort((a, b) => b[0].length - a[0].length);
  return (text) => {
    let result = text;
    for (const [real, placeholder] of names) if (result.includes(real)) result = result.replaceAll(real, placeholder);
    return withoutChance(inDefaultNamespace(result, namespace));
  };
}

function placeholders(changes: readonly ObservedChange[]): Map<string, string> {
  const names = new Map<string, string>();
  const counters = new Map<string, number>();
  const next = (base: string): number => {
    const count = (counters.get(base) ?? 0) + 1;
    counters.set(base, count);
    return count;
  };
  for (const { object } of changes) {
    const { name, uid, generateName, labels, ownerReferences } = object.metadata;
    if (!uid || names.has(uid)) continue;
    if (object.kind === 'PersistentVolumeClaim') names.set(uid, `<uid of ${name}>`);
    // An attachment's real name is a hash of volume, driver and node.
    if (object.kind === 'VolumeAttachment') names.set(name, '<attachment>');
    const hash = labels?.['controller.kubernetes.io/hash'];
    // A restarted template holds the time of the restart, and so does its hash.
    const restarted =
      object.kind === 'ControllerRevision' && JSON.stringify(object.data).includes('kubectl.kubernetes.io/restartedAt');
    if (restarted && hash) names.set(hash, `<hash ${next('hash')}>`);
    const owner = ownerReferences?.find((reference) => reference.controller)?.kind;
    if (generateName && (owner === 'ReplicaSet' || object.kind === 'EndpointSlice'))
      names.set(name, `${generateName}<random ${next(generateName)}>`);
    names.set(uid, names.get(uid) ?? `<uid of ${object.kind} ${names.get(name) ?? name}>`);
  }
  return names;
}

function inDefaultNamespace(text: string, namespace: string): string {
  if (text === namespace) return 'default';
  return text
    .replaceAll(`${namespace}/`, 'default/')
    .replaceAll(`_${namespace}(`, '_default(')
    .replaceAll(`namespace: ${namespace}`, 'namespace: default')
    .replaceAll(`"${namespace}"`, '"default"');
}

const withoutChance = (text: string): string =>
  text
    .replace(/kube-api-access-[a-z0-9]{5}\b/g, 'kube-api-access-<random>')
    .replace(/\b10\.244\.\d+\.\d+/g, '<pod ip>')
    .replace(/\b192\.0\.2\.\d+/g, '<node ip>')
    .replace(/\b10\.(9[6-9]|1[01]\d)\.\d+\.\d+/g, '<cluster ip>')
    .replace(/\bnode-\d+\b/g, '<node>')
    .replace(/\bzone-[a-z]\b/g, '<zone>')
    .replace(/\b\d+(\.\d+)?(ms|µs|s)\b(?= \(| including|\))/g, '<duration>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>');

const dropped = new Set([
  'uid',
  'resourceVersion',
  'managedFields',
  'containerID',
  'imageID',
  'selfLink',
  'volumeHandle',
]);

const addresses: { readonly [field: string]: string } = {
  podIP: '<pod ip>',
  podIPs: '<pod ip>',
  hostIP: '<node ip>',
  hostIPs: '<node ip>',
  clusterIP: '<cluster ip>',
  clusterIPs: '<cluster ip>',
  addresses: '<pod ip>',
};

/** A value with sorted fields and placeholders; `field` is the name under which it was found. */
export function normalise(value: unknown, rename: Rename, field = ''): unknown {
  const address = addresses[field];
  if (address && !isNone(value)) return address;
  if (typeof value === 'string') return rename(value);
  if (Array.isArray(value))
    return value.map((item) => normalise(item, rename, typeof item === 'object' ? `${field}[]` : ''));
  if (value === null || typeof value !== 'object') return value;
  const result: { [name: string]: unknown } = {};
  for (const [name, inner] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (dropped.has(name)) continue;
    if (name === 'image' && field !== 'spec' && 'restartCount' in value) continue; // the runtime's own spelling
    if (name === 'kubectl.kubernetes.io/last-applied-configuration') result[name] = '<last applied>';
    else result[rename(name)] = normalise(inner, rename, name);
  }
  return result;
}

const isNone = (value: unknown): boolean => value === 'None' || (Array.isArray(value) && value[0] === 'None');
