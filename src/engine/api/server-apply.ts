// Server-side apply (PATCH-6 to PATCH-9): whose fields a configuration would change, what becomes of the object, and who owns
// it afterwards. Writing it is the server's.
import type { ApiObject, Kind } from '../kinds/kinds.ts';
import { apiVersionOf, kindFacts } from '../kinds/kinds.ts';
import type { ManagedFields } from '../kinds/meta.ts';
import { overlaid, without } from './applied-value.ts';
import { applyConflict } from './apply-conflict.ts';
import type { ApplyConflict } from './apply-conflict.ts';
import { decode } from './decode.ts';
import { decodeStruct } from './decode-value.ts';
import { fieldPaths, isWithin, shownPath } from './field-paths.ts';
import type { FieldPath } from './field-paths.ts';
import { isMap } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { isSame, managedFieldsOf, ownersOf } from './managed-fields.ts';
import type { Owner } from './managed-fields.ts';
import { badRequest } from './status.ts';
import type { Status } from './status.ts';

export interface Application {
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
  readonly body: unknown;
  readonly manager: string;
  readonly force: boolean;
  /** RFC 3339 */
  readonly time: string;
}

/** `object` is neither defaulted nor validated. */
export type Applied =
  | { readonly ok: true; readonly object: ApiObject; readonly managedFields: readonly ManagedFields[] }
  | { readonly ok: false; readonly status: Status };

/** What applying comes to; `live`: the object as it stands, if there is one. Conflicts and bad configurations are Statuses. */
export function appliedTo(live: ApiObject | undefined, application: Application): Applied {
  const config = configOf(application);
  if (!config.ok) return config;
  const { kind, manager, force, time } = application;
  const paths = new Set(fieldPaths(kind, config.object).keys());
  const applier: Owner = { manager, operation: 'Apply', apiVersion: apiVersionOf(kind), time, paths };
  if (!live) return { ok: true, object: config.object, managedFields: managedFieldsOf([applier]) };
  const owners = ownersBefore(live, manager);
  const [had, given] = [fieldPaths(kind, live), fieldPaths(kind, config.object)];
  const changed = [...given].filter(([path, value]) => had.get(path) !== value).map(([path]) => path);
  const others = owners.filter((owner) => !isSame(owner, manager, 'Apply'));
  const disputed = others.map((owner) => ({ owner, paths: changed.filter((path) => owner.paths.has(path)) }));
  if (!force && disputed.some((it) => it.paths.length > 0)) {
    return { ok: false, status: applyConflict(disputed.flatMap(conflictsOf)) };
  }
  const kept = others.map((owner) => ({
    ...owner,
    paths: new Set([...owner.paths].filter((path) => !changed.includes(path))),
  }));
  const last = owners.find((owner) => isSame(owner, manager, 'Apply'))?.paths ?? new Set<FieldPath>();
  const dropped = [...last].filter((path) => !paths.has(path) && !isOwned(path, [...kept, applier]));
  const object = overlaid(
    without(live as unknown as JsonMap, dropped, kind),
    config.object as unknown as JsonMap,
    kind,
  );
  return {
    ok: true,
    // A live object and a decoded configuration of one kind make one of that kind.
    object: object as unknown as ApiObject,
    managedFields: managedFieldsOf([...kept, applier], live.metadata.managedFields),
  };
}

/** It, or something inside it. */
const isOwned = (path: FieldPath, owners: readonly Owner[]): boolean =>
  owners.some(({ paths }) => paths.has(path) || [...paths].some((inner) => isWithin(inner, path)));

type Config = { readonly ok: true; readonly object: ApiObject } | { readonly ok: false; readonly status: Status };

/** The body as an object of its kind; a field that the kind does not have is refused. */
function configOf({ kind, namespace, name, body }: Application): Config {
  const given = typeof body === 'string' ? parsed(body) : body;
  if (!isMap(given))
    return { ok: false, status: badRequest('error decoding YAML: the configuration must be an object') };
  const decoded = decode(kind, given, 'Ignore');
  if (!decoded.ok) return decoded;
  const what = `failed to create typed patch object (${namespace}/${name}; ${apiVersionOf(kind)}, Kind=${kind})`;
  const unknown = decodeStruct(kind, given).unknown.map((path) => `.${path}: field not declared in schema`);
  const [first] = unknown;
  if (first !== undefined) {
    const list = unknown.length === 1 ? first : `errors:\n${unknown.map((it) => `  ${it}`).join('\n')}`;
    return { ok: false, status: badRequest(`${what}: ${list}`) };
  }
  const { metadata } = decoded.object;
  if (metadata.managedFields?.length) return { ok: false, status: badRequest('metadata.managedFields must be nil') };
  if (metadata.name !== undefined && metadata.name !== name) {
    const why = `the name of the object (${metadata.name}) does not match the name on the URL (${name})`;
    return { ok: false, status: badRequest(why) };
  }
  const home = kindFacts[kind].namespaced ? { namespace } : {};
  const { status: _status, ...rest } = decoded.object as ApiObject & { readonly status?: unknown };
  return { ok: true, object: { ...rest, metadata: { ...metadata, ...home, name } } as ApiObject };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Nothing is kept before somebody applies: then all there is belongs to kubectl, if it was applied by a client, else to no one in
 * particular. kubectl takes over what it applied itself (K-84).
 */
function ownersBefore(live: ApiObject, manager: string): readonly Owner[] {
  if (live.metadata.managedFields) return ownersOf(live);
  const paths = new Set(fieldPaths(live.kind, live).keys());
  const wasApplied = live.metadata.annotations?.[lastApplied] !== undefined;
  const rest = { apiVersion: live.apiVersion, time: live.metadata.creationTimestamp, paths } as const;
  if (!wasApplied) return [{ ...rest, manager: 'before-first-apply', operation: 'Update' }];
  if (manager === 'kubectl') return [{ ...rest, manager, operation: 'Apply', paths: appliedPaths(live) }];
  return [{ ...rest, manager: 'kubectl-client-side-apply', operation: 'Update', paths: appliedPaths(live) }];
}

function appliedPaths(live: ApiObject): ReadonlySet<FieldPath> {
  const config = parsed(live.metadata.annotations?.[lastApplied] ?? '');
  return new Set(isMap(config) ? fieldPaths(live.kind, config).keys() : []);
}

interface Dispute {
  readonly owner: Owner;
  readonly paths: readonly FieldPath[];
}

function conflictsOf({ owner: { manager, operation, apiVersion, time }, paths }: Dispute): readonly ApplyConflict[] {
  const bare = JSON.stringify(manager);
  const owner = operation === 'Apply' ? bare : `${bare} using ${apiVersion}${time ? ` at ${time}` : ''}`;
  return paths.map((path) => ({ owner, field: shownPath(path) }));
}
