// Client-side apply of one object (K-81 to K-85): read it, then create it, or send the three-way patch. Separate from the
// command, because a run applies the documents of its text in the same way and wants to know what came of each.
import type { Answer, ApiObject, Json } from '../engine/index.ts';
import { isStatus, kindFacts, threeWayStrategicPatch } from '../engine/index.ts';
import type { Process } from './command.ts';
import { request } from './command.ts';
import type { Failure } from './failure.ts';
import { complaint, refusalOf } from './failure.ts';
import { lastAppliedKey, withLastApplied } from './last-applied.ts';
import type { FileObject } from './manifest-file.ts';

export interface ApplyOptions {
  /** `client`: nothing is sent that writes. `server`: the server answers as if it wrote. */
  readonly dryRun?: 'client' | 'server';
}

interface Common {
  /** kubectl's `Warning: …` lines, without line breaks. */
  readonly warnings: readonly string[];
  /** The object as it stood in the cluster. */
  readonly before?: ApiObject;
}

export type ApplyResult = Common &
  (
    | { readonly ok: true; readonly outcome: 'created' | 'configured' | 'unchanged'; readonly after: ApiObject }
    | { readonly ok: false; readonly failure: Failure }
  );

/** Applies one object; refusals are results. After a client's dry run `after` is what stands there, or the manifest. */
export function* applied(object: FileObject, options: ApplyOptions = {}): Process<ApplyResult> {
  const { kind, name } = object;
  if (name === '') return failed(complaint(retrieving(object, 'resource name may not be empty')));
  const found = yield* request({ verb: 'get', kind, name, ...placeOf(object) });
  if (!isStatus(found.body)) return yield* patched(object, found.body as ApiObject, options);
  if (found.code === 404) return yield* created(object, options);
  return failed(refusalOf(found.body, retrieving(object, '')));
}

function* created(object: FileObject, { dryRun }: ApplyOptions): Process<ApplyResult> {
  const body = withLastApplied(object.body);
  if (dryRun === 'client') return { ok: true, outcome: 'created', after: body as unknown as ApiObject, warnings: [] };
  const answer = yield* request({
    verb: 'create',
    kind: object.kind,
    ...placeOf(object),
    body,
    fieldValidation: 'Strict',
    ...(dryRun ? { dryRun: true } : {}),
  });
  if (isStatus(answer.body)) return failed(refusalOf(answer.body, `error when creating "${object.source}": `));
  return { ok: true, outcome: 'created', after: answer.body as ApiObject, warnings: serverWarnings(answer) };
}

function* patched(object: FileObject, before: ApiObject, { dryRun }: ApplyOptions): Process<ApplyResult> {
  const { kind, name } = object;
  const modified = withLastApplied(object.body);
  const patch = threeWayStrategicPatch(kind, originalOf(before), modified as Json, before as unknown as Json);
  const warnings = warningsAbout(object, before);
  const isEmpty = typeof patch === 'object' && patch !== null && Object.keys(patch).length === 0;
  if (isEmpty) return { ok: true, outcome: 'unchanged', before, after: before, warnings };
  if (dryRun === 'client') return { ok: true, outcome: 'configured', before, after: before, warnings };
  const answer = yield* request({
    verb: 'patch',
    kind,
    name,
    ...placeOf(object),
    patchType: 'strategic',
    body: patch,
    fieldValidation: 'Strict',
    ...(dryRun ? { dryRun: true } : {}),
  });
  const said = [...warnings, ...serverWarnings(answer)];
  if (!isStatus(answer.body)) {
    return { ok: true, outcome: 'configured', before, after: answer.body as ApiObject, warnings: said };
  }
  const doing = `error when applying patch:\n${JSON.stringify(patch)}\nto:\n${mappingOf(object)}\nfor: "${object.source}": `;
  return { ok: false, failure: refusalOf(answer.body, doing), before, warnings: said };
}

const failed = (failure: Failure): ApplyResult => ({ ok: false, failure, warnings: [] });

const serverWarnings = ({ warnings }: Answer): string[] => warnings.map((text) => `Warning: ${text}`);

const placeOf = ({ namespace }: FileObject): { namespace?: string } => (namespace === undefined ? {} : { namespace });

/** K-120 */
const retrieving = (object: FileObject, why: string): string =>
  `error when retrieving current configuration of:\n${mappingOf(object)}\nfrom server for: "${object.source}": ${why}`;

function mappingOf({ kind, name, namespace = '' }: FileObject): string {
  const { group, version, plural } = kindFacts[kind];
  const resource = `${group}/${version}, Resource=${plural}`;
  const gvk = `${group}/${version}, Kind=${kind}`;
  return `Resource: "${resource}", GroupVersionKind: "${gvk}"\nName: "${name}", Namespace: "${namespace}"`;
}

/** What was last applied; undefined if it never was, or the annotation is not JSON. */
function originalOf(object: ApiObject): Json | undefined {
  const text = object.metadata.annotations?.[lastAppliedKey];
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** K-31, K-32 */
function warningsAbout({ kind, name }: FileObject, { metadata }: ApiObject): string[] {
  const warnings: string[] = [];
  if (metadata.annotations?.[lastAppliedKey] === undefined) {
    const resource = `${kindFacts[kind].plural}/${name}`;
    warnings.push(
      `Warning: resource ${resource} is missing the ${lastAppliedKey} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`,
    );
  }
  if (metadata.deletionTimestamp !== undefined) {
    warnings.push(`Warning: Detected changes to resource ${name} which is currently being deleted.`);
  }
  return warnings;
}
