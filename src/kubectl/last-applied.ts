// The annotation in which client-side apply remembers what it applied, in kubectl's exact form (K-80): Go's JSON with sorted
// keys and a line break at the end.

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

/** JSON as Go's encoder writes it: keys sorted, and the characters escaped that mean something to HTML. */
function goJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return goScalar(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${goScalar(key)}:${goJson(inner)}`).join(',')}}`;
}

const goScalar = (value: unknown): string =>
  JSON.stringify(value ?? null).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
