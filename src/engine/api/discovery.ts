// What a client asks before it asks for objects: versions, groups and resources, and the paths there are none of (API-33).
import { kindFacts, kinds } from '../kinds/kinds.ts';
import type { Kind } from '../kinds/kinds.ts';

export interface PlainAnswer {
  readonly code: number;
  /** JSON, or text. */
  readonly body: unknown;
}

/** Of paths that name no resource; undefined: the path goes on to one. */
export function discovery(parts: readonly string[]): PlainAnswer | undefined {
  const [root, group = '', version = '', ...rest] = parts;
  if (root === 'version' && parts.length === 1) return found(serverVersion);
  if ((root === 'healthz' || root === 'livez' || root === 'readyz') && parts.length === 1) return found('ok');
  if (root === 'api') {
    if (parts.length === 1) return found(coreVersions);
    if (group !== 'v1') return missing;
    return parts.length === 2 ? found(resourceList('', 'v1')) : undefined;
  }
  if (root !== 'apis') return missing;
  if (parts.length === 1) return found({ kind: 'APIGroupList', apiVersion: 'v1', groups: groupNames().map(groupOf) });
  if (!groupNames().includes(group)) return missing;
  if (parts.length === 2) return found({ kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group) });
  if (!inGroup(group).some((kind) => kindFacts[kind].version === version)) return missing;
  return rest.length === 0 ? found(resourceList(group, version)) : undefined;
}

const found = (body: unknown): PlainAnswer => ({ code: 200, body });

/** API-33 */
const missing: PlainAnswer = { code: 404, body: '404 page not found\n' };

const serverVersion = {
  ...{ major: '1', minor: '36', emulationMajor: '1', emulationMinor: '36' },
  ...{ minCompatibilityMajor: '1', minCompatibilityMinor: '35', gitVersion: 'v1.36.2', gitCommit: '$Format:%H$' },
  ...{
    gitTreeState: '',
    buildDate: '2026-01-01T00:00:00Z',
    goVersion: 'go1.26.8',
    compiler: 'gc',
    platform: 'linux/amd64',
  },
};

const coreVersions = {
  ...{ kind: 'APIVersions', versions: ['v1'] },
  serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '192.0.2.2:6443' }],
};

const inGroup = (group: string): readonly Kind[] => kinds.filter((kind) => kindFacts[kind].group === group);

const groupNames = (): readonly string[] =>
  [...new Set(kinds.map((kind) => kindFacts[kind].group))].filter((group) => group !== '');

function groupOf(name: string): object {
  const versions = [...new Set(inGroup(name).map((kind) => kindFacts[kind].version))].map((version) => ({
    ...{ groupVersion: `${name}/${version}`, version },
  }));
  return { name, versions, preferredVersion: versions[0] };
}

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

function resourceList(group: string, version: string): object {
  const listed = inGroup(group).filter((kind) => kindFacts[kind].version === version);
  const resources = listed.flatMap((kind) => {
    const { plural, namespaced, shortNames, subresources } = kindFacts[kind];
    const own = {
      ...{ name: plural, singularName: kind.toLowerCase(), namespaced, kind, verbs },
      ...(shortNames.length > 0 ? { shortNames } : {}),
    };
    return [own, ...subresources.map((name) => subresourceOf(plural, name, namespaced, kind))];
  });
  const groupVersion = group === '' ? version : `${group}/${version}`;
  const sorted = resources.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: sorted };
}

function subresourceOf(plural: string, name: string, namespaced: boolean, kind: Kind): { readonly name: string } {
  const base = { name: `${plural}/${name}`, singularName: '', namespaced };
  const scale = { group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: ['get', 'patch', 'update'] };
  if (name === 'scale') return { ...base, ...scale };
  if (name === 'status') return { ...base, ...{ kind, verbs: ['get', 'patch', 'update'] } };
  const eviction = { group: 'policy', version: 'v1', kind: 'Eviction', verbs: ['create'] };
  return { ...base, ...(name === 'eviction' ? eviction : { kind: 'Binding', verbs: ['create'] }) };
}
