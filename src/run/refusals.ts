// A refusal of the server or of kubectl, placed in the text: each cause at the field it names, in its own words.
import type { Status, Unsimulated } from '../engine/index.ts';
import { features } from '../engine/index.ts';
import type { Failure } from '../kubectl/failure.ts';
import type { ManifestDocument } from '../manifest/manifest.ts';
import { positionOf } from '../manifest/manifest.ts';
import type { Refusal } from './run.ts';

/** One refusal for each cause, in the server's order. */
export function refusalsOf(document: ManifestDocument, failure: Failure, subject?: string): readonly Refusal[] {
  const { status, text } = failure;
  const named = subject === undefined ? {} : { subject };
  const refusal = (message: string, field: string, part: 'value' | 'key', code: string): Refusal => ({
    ...positionOf(document, field, part),
    severity: 'error',
    message,
    code,
    params: {},
    ...named,
  });
  if (!status) return [refusal(text.replace(/^error: /, ''), fieldOfComplaint(text), 'value', 'kubectl')];
  const strict = strictMistakes(text);
  if (strict.length > 0) return strict.map(({ message, field }) => refusal(message, field, 'key', 'unknown-field'));
  const causes = status.details?.causes ?? [];
  if (status.reason === 'Invalid' && causes.length > 0) {
    const { kind, name = '' } = status.details ?? {};
    const start = kind || name ? `The ${kind ?? ''} "${name}" is invalid` : 'The request is invalid';
    return causes.map((cause) => {
      const field = cause.field ?? '';
      return refusal(`${start}: ${field}: ${cause.message}`, fieldInText(field), 'value', 'invalid');
    });
  }
  return [refusal(text, fieldOfServer(status, text), 'value', 'server')];
}

/** A document that asks for what is not simulated yet: one refusal for each field that does. */
export function unsimulatedRefusals(
  document: ManifestDocument,
  missing: readonly Unsimulated[],
  subject: string,
): readonly Refusal[] {
  return missing.map(({ path, feature }) => ({
    ...positionOf(document, path),
    severity: 'error',
    message: `${path}: ${features[feature]} is not simulated yet`,
    code: feature,
    params: { path },
    subject,
  }));
}

/** The server names a template's labels without `metadata`. */
const fieldInText = (field: string): string =>
  field.replace(/(emplates?(?:\[\d+\])?)\.(labels|annotations)\b/, '$1.metadata.$2');

/** `strict decoding error: unknown field "spec.a", unknown field "spec.b"`: each on its own. */
function strictMistakes(text: string): readonly { readonly message: string; readonly field: string }[] {
  const mark = 'strict decoding error: ';
  const at = text.indexOf(mark);
  if (at < 0) return [];
  // Of a refused patch the server repeats all of it before it comes to the point.
  const start = text.slice(0, at + mark.length).replace(/Invalid value: .*: (?=strict decoding error: $)/s, '');
  return [...text.slice(at + mark.length).matchAll(/(?:unknown|duplicate) field "([^"]*)"/g)].map(
    ([mistake, field]) => ({
      message: `${start}${mistake}`,
      field: field ?? '',
    }),
  );
}

/** `json: cannot unmarshal string into Go struct field StatefulSetSpec.spec.replicas of type int32` */
const goField = /Go struct field [^.\s]+\.(\S+) of type/;

const fieldOfServer = (status: Status, text: string): string =>
  goField.exec(text)?.[1] ?? (status.reason === 'NotFound' ? 'metadata.namespace' : 'metadata.name');

function fieldOfComplaint(text: string): string {
  const field = goField.exec(text)?.[1];
  if (field !== undefined) return field;
  if (text.includes('no matches for kind')) return 'kind';
  if (text.includes('namespace from the provided object')) return 'metadata.namespace';
  return text.includes('resource name may not be empty') ? 'metadata.name' : '';
}
