// A file's text to its Kubernetes documents, each with its place, and to what is wrong with it. The door of this room; what
// the documents mean to the API server is not asked here.
import type { Diagnostic, TextRange } from './diagnostic.ts';
import { inTextOrder } from './diagnostic.ts';
import { limits } from './limits.ts';
import { parseDocument } from './parse-document.ts';
import type { ParsedDocument } from './parse-document.ts';
import { isPlainObject, nounOf } from './plain-json.ts';
import { rangeOf, rangeOfPath } from './position.ts';
import type { Path } from './position.ts';
import { saying } from './problem.ts';
import type { Problem } from './problem.ts';
import { chunksOf } from './split.ts';
import type { Chunk } from './split.ts';
import { emptyText, tooManyDocuments, unreadable } from './text-check.ts';

export interface Body {
  readonly [field: string]: unknown;
}

/** One object of a file: a document, or an item of a `kind: List`. */
export interface ManifestDocument {
  /** Plain JSON as kubectl would send it: YAML 1.1's words for booleans, no prototypes, nothing shared. */
  readonly body: Body;
  /** Where the object begins: its first key. */
  readonly range: TextRange;
  readonly source: Source;
}

/** The YAML document that an object stands in. */
export interface Source {
  readonly chunk: Chunk;
  readonly parsed: ParsedDocument;
  /** From the top of the YAML document to the object; empty unless it is a List's item. */
  readonly path: Path;
}

export interface Manifest {
  /** In file order, those that could be read. With an error among `problems` none of them is to be applied. */
  readonly documents: readonly ManifestDocument[];
  readonly problems: readonly Diagnostic[];
}

/** Never throws. `earlier`: a reading of a similar text, whose unchanged documents are not parsed again. */
export function parseManifest(text: string, earlier?: Manifest): Manifest {
  const fault = unreadable(text);
  if (fault) return { documents: [], problems: [fault] };
  const known = new Map(earlier?.documents.map(({ source }) => [cacheKey(source.chunk), source.parsed]));
  const documents: ManifestDocument[] = [];
  const problems: Diagnostic[] = [];
  let lexemes: number = limits.lexemes;
  for (const chunk of chunksOf(text)) {
    const parsed = known.get(cacheKey(chunk)) ?? parseDocument(chunk.text, chunk.kubectlLines, lexemes);
    lexemes -= parsed.lexemes;
    problems.push(...parsed.problems.map((problem) => diagnosticOf({ chunk, parsed, path: [] }, problem)));
    if (parsed.body) collect(parsed.body, { chunk, parsed, path: [] }, documents, problems);
    if (lexemes < 0) break;
    if (documents.length > limits.documents) {
      problems.push(tooManyDocuments(chunk.firstLine));
      break;
    }
  }
  if (documents.length === 0 && problems.length === 0) problems.push(emptyText());
  return { documents: documents.slice(0, limits.documents), problems: inTextOrder(problems) };
}

/** Whether a reading has a mistake, so that nothing of it may be applied. */
export const hasErrors = (problems: readonly Diagnostic[]): boolean =>
  problems.some(({ severity }) => severity === 'error');

/** Of `kind: Scenario`: what kubectl would not know. */
export const isScenarioDocument = ({ body }: ManifestDocument): boolean => body['kind'] === 'Scenario';

/**
 * The place of a field in the file, of its value or of its key: steps, or a path as the API server writes it
 * (`spec.template.spec.containers[0].image`). Of a field that is not there, the nearest thing around it that is.
 */
export function positionOf(
  document: ManifestDocument,
  path: Path | string,
  part: 'value' | 'key' = 'value',
): TextRange {
  const { chunk, parsed, path: start } = document.source;
  return rangeOfPath({ chunk, root: parsed.root, lines: parsed.lines }, start, path, part);
}

const cacheKey = ({ text, kubectlLines }: Chunk): string => `${kubectlLines} ${text}`;

/** An object, or the items of a List, lists within lists included (K-118). */
function collect(body: Body, source: Source, documents: ManifestDocument[], problems: Diagnostic[]): void {
  if (documents.length > limits.documents) return;
  const { kind, items } = body;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) {
    documents.push(documentOf(body, source));
    return;
  }
  for (const [index, item] of items.entries()) {
    const inner: Source = { ...source, path: [...source.path, 'items', index] };
    if (isPlainObject(item)) collect(item, inner, documents, problems);
    else if (problems.length < limits.diagnostics) problems.push(notAMapping(inner, item));
  }
}

function documentOf(body: Body, source: Source): ManifestDocument {
  const { chunk, parsed, path } = source;
  return { body, range: rangeOfPath({ chunk, root: parsed.root, lines: parsed.lines }, path, [], 'key'), source };
}

function notAMapping({ chunk, parsed, path }: Source, item: unknown): Diagnostic {
  const range = rangeOfPath({ chunk, root: parsed.root, lines: parsed.lines }, path, [], 'value');
  return { ...range, severity: 'error', ...saying('not-a-mapping', { found: nounOf(item) }) };
}

function diagnosticOf({ chunk, parsed }: Source, { start, end, severity, code, params }: Problem): Diagnostic {
  const place = { chunk, root: parsed.root, lines: parsed.lines };
  const { firstOffset, ...rest } = params;
  const first = typeof firstOffset === 'number' ? { firstLine: rangeOf(place, firstOffset, firstOffset).line } : {};
  return { ...rangeOf(place, start, end), severity, ...saying(code, { ...rest, ...first }) };
}
