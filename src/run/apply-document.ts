// Applies one document of a text as a client-side `kubectl apply -f -` of its own, unless it is refused, or asks for what is
// not simulated yet: then nothing of it is applied.
import type { Cluster } from '../engine/index.ts';
import { unsimulatedIn } from '../engine/index.ts';
import { applied } from '../kubectl/apply-object.ts';
import type { Process } from '../kubectl/command.ts';
import type { Failure } from '../kubectl/failure.ts';
import type { FileObject } from '../kubectl/manifest-file.ts';
import { fileObject } from '../kubectl/manifest-file.ts';
import { subjectOf } from '../kubectl/resource.ts';
import type { ManifestDocument } from '../manifest/manifest.ts';
import type { Answers } from './answers.ts';
import { playedAtOnce } from './played-process.ts';
import { refusalsOf, unsimulatedRefusals } from './refusals.ts';
import type { Applied, Named, Refusal } from './run.ts';

export type DocumentResult = {
  readonly warnings: readonly string[];
} & (
  | { readonly kind: 'applied'; readonly applied: Applied }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'notSimulated'; readonly refusals: readonly Refusal[] }
);

/** Plays it at once and notes its answer. */
export function applyDocument(cluster: Cluster, answers: Answers, document: ManifestDocument): DocumentResult {
  const at = answers.begin(cluster.nowMs, 'kubectl apply -f -');
  const output = answers.outputOf(at);
  const { result, failure } = playedAtOnce(cluster, appliedDocument(document));
  for (const warning of result.warnings) output.stderr(`${warning}\n`);
  if (result.kind === 'applied') output.stdout(`${result.applied.subject} ${result.applied.outcome}\n`);
  else if (failure) output.stderr(`${failure.text}\n`);
  else for (const refusal of result.refusals) output.stderr(`error: ${refusal.message}\n`);
  answers.end(at, result.kind === 'applied' ? 0 : 1);
  return result;
}

/** What a document names, if it gets as far as being one of the server's kinds; undefined otherwise. */
export function namedBy(document: ManifestDocument): Named | undefined {
  const checked = fileObject(document.body, source, namespaces);
  return checked.ok ? namedIn(checked.object) : undefined;
}

const source = 'STDIN';
const namespaces = { namespace: 'default', enforced: false };

const namedIn = ({ kind, name, namespace }: FileObject): Named => ({
  kind,
  name,
  subject: subjectOf(kind, name),
  ...(namespace === undefined ? {} : { namespace }),
});

interface Outcome {
  readonly result: DocumentResult;
  /** kubectl's own words, if it or the server refused. */
  readonly failure?: Failure;
}

function* appliedDocument(document: ManifestDocument): Process<Outcome> {
  const checked = fileObject(document.body, source, namespaces);
  if (!checked.ok) return refused(document, checked.failure);
  const { object } = checked;
  const named = namedIn(object);
  const tried = yield* applied(object, { dryRun: 'server' });
  if (!tried.ok) return refused(document, tried.failure, named);
  const missing = unsimulatedIn(tried.after, tried.before);
  if (missing.length > 0) {
    const refusals = unsimulatedRefusals(document, missing, named.subject);
    return { result: { kind: 'notSimulated', refusals, warnings: [] } };
  }
  const done = yield* applied(object);
  if (!done.ok) return refused(document, done.failure, named);
  return { result: { kind: 'applied', applied: { ...named, outcome: done.outcome }, warnings: done.warnings } };
}

function refused(document: ManifestDocument, failure: Failure, named?: Named): Outcome {
  return {
    result: { kind: 'refused', refusals: refusalsOf(document, failure, named?.subject), warnings: [] },
    failure,
  };
}
