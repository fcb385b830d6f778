// The annotation in which client-side apply remembers what it applied, in kubectl's exact form (K-80): Go's JSON with sorted
// keys and a line break at the end.
import { goJson } from './go-json.ts';

export const lastAppliedKey = 'kubectl.kubernetes.io/last-applied-configuration';

type Fields = { readonly [field: string]: unknown };

/** The manifest as kubectl sends it: with itself, less the annotation, as annotation. */
export function withLastApplied(manifest: Fields): Fields {
  const metadata = fields(manifest['metadata']);
  const { [lastAppliedKey]: _former, ...annotations } = fields(metadata['annotations']);
  const bare = { ...manifest, metadata: { ...metadata, annotations } };
  const text = `${goJson(bare)}\n`;
  return { ...bare, metadata: { ...metadata, annotations: { ...annotations, [lastAppliedKey]: text } } };
}

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
