// A file given with -f as objects, each found fit to be sent or refused in kubectl's words before any request (K-118, K-119,
// K-121).
import type { Kind } from '../engine/index.ts';
import { apiVersionOf, isKind, kindFacts } from '../engine/index.ts';
import { parseManifest } from '../manifest/manifest.ts';
import type { Failure } from './failure.ts';
import { complaint } from './failure.ts';
import type { Shell } from './command.ts';

/** An object to be sent. `source` is the file as kubectl names it. */
export interface FileObject {
  readonly kind: Kind;
  readonly body: { readonly [field: string]: unknown };
  readonly name: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly source: string;
}

export interface FileObjects {
  readonly objects: readonly FileObject[];
  readonly failures: readonly Failure[];
}

export interface Namespaces {
  /** Of objects that name none. */
  readonly namespace: string;
  /** It was given with -n, so that no object may name another. */
  readonly enforced: boolean;
}

/** The objects of a file; what stands after a document that cannot be read is not looked at. */
export function readFile(shell: Shell, file: string, namespaces: Namespaces): FileObjects {
  const text = shell.file(file);
  if (text === undefined) return { objects: [], failures: [complaint(`the path "${file}" does not exist`)] };
  const source = file === '-' ? 'STDIN' : file;
  const { documents, problems } = parseManifest(text);
  const mistake = problems.find(({ severity }) => severity === 'error');
  if (mistake?.code === 'empty-text') return { objects: [], failures: [] };
  if (mistake) return { objects: [], failures: [complaint(`error parsing ${source}: ${mistake.message}`)] };
  const objects: FileObject[] = [];
  const failures: Failure[] = [];
  for (const { body } of documents) {
    const checked = fileObject(body, source, namespaces);
    if (checked.ok) objects.push(checked.object);
    else failures.push(checked.failure);
    if (!checked.ok && checked.ends) break;
  }
  return { objects, failures };
}

type Checked =
  | { readonly ok: true; readonly object: FileObject }
  | { readonly ok: false; readonly failure: Failure; readonly ends: boolean };

/** One object of a file. `ends`: kubectl reads no further after this mistake. */
export function fileObject(body: FileObject['body'], source: string, namespaces: Namespaces): Checked {
  const unset = ['apiVersion', 'kind'].filter((field) => !body[field]).map((field) => `${field} not set`);
  if (unset.length > 0) {
    const list = unset.length === 1 ? unset[0] : `[${unset.join(', ')}]`;
    const hint = 'if you choose to ignore these errors, turn validation off with --validate=false';
    return refused(`error validating "${source}": error validating data: ${list}; ${hint}`, true);
  }
  const metadata = mapOf(body['metadata']);
  const [name, namespace] = [textOf(metadata['name']), textOf(metadata['namespace'])];
  const { kind, apiVersion } = { kind: String(body['kind']), apiVersion: String(body['apiVersion']) };
  if (!isKind(kind) || apiVersionOf(kind) !== apiVersion) {
    const what = `no matches for kind "${kind}" in version "${apiVersion}"`;
    const subject = `name: "${name}" namespace: "${namespace}" from "${source}"`;
    return refused(`resource mapping not found for ${subject}: ${what}\nensure CRDs are installed first`, false);
  }
  const mistyped = mistypedMetadata(metadata);
  if (mistyped) return refused(`unable to decode "${source}": ${mistyped}`, true);
  if (!kindFacts[kind].namespaced) return { ok: true, object: { kind, body, name, source } };
  if (namespaces.enforced && namespace && namespace !== namespaces.namespace) {
    const both = `the namespace from the provided object "${namespace}" does not match the namespace "${namespaces.namespace}"`;
    return refused(`${both}. You must pass '--namespace=${namespace}' to perform this operation.`, true);
  }
  const own = namespace || namespaces.namespace;
  const placed = { ...body, metadata: { ...metadata, namespace: own } };
  return { ok: true, object: { kind, body: placed, name, namespace: own, source } };
}

const refused = (text: string, ends: boolean): Checked => ({ ok: false, failure: complaint(text), ends });

/** K-121: kubectl itself reads labels and annotations as maps of texts. */
function mistypedMetadata(metadata: FileObject['body']): string | undefined {
  for (const field of ['labels', 'annotations']) {
    const wrong = Object.values(mapOf(metadata[field])).find((value) => typeof value !== 'string' && value !== null);
    if (wrong === undefined) continue;
    return `json: cannot unmarshal ${goTypeOf(wrong)} into Go struct field ObjectMeta.metadata.${field} of type string`;
  }
  return undefined;
}

function goTypeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

const mapOf = (value: unknown): FileObject['body'] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FileObject['body']) : {};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
