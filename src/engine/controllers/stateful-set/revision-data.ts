// What a ControllerRevision remembers of a template, byte for byte as Kubernetes serialises it, and the hash that names it.
import { utf8 } from '../../kinds/base64.ts';
import type { ControllerRevision } from '../../kinds/controller-revision.ts';
import type { Json } from '../../kinds/meta.ts';
import type { PodTemplateSpec } from '../../kinds/pod.ts';

export interface RevisionData {
  readonly data: Json;
  /** Compact JSON with sorted keys: revisions are equal iff these are (STS-CR-6). */
  readonly text: string;
}

const known = new WeakMap<PodTemplateSpec, RevisionData>();

/** STS-CR-1: a strategic-merge patch that replaces the template. */
export function revisionData(template: PodTemplateSpec): RevisionData {
  const found = known.get(template);
  if (found) return found;
  const data = { spec: { template: { $patch: 'replace', ...template } } } as unknown as Json;
  const made = { data, text: goJson(data) };
  known.set(template, made);
  return made;
}

const texts = new WeakMap<object, string>();

/** The serialised data of a stored revision. */
export function textOf(revision: ControllerRevision): string {
  const { data } = revision;
  if (typeof data !== 'object' || data === null) return goJson(data);
  const found = texts.get(data);
  if (found !== undefined) return found;
  const text = goJson(data);
  texts.set(data, text);
  return text;
}

/** The Pod template a revision stands for. */
export function templateOf(revision: ControllerRevision): PodTemplateSpec | undefined {
  const { spec } = (revision.data ?? {}) as { spec?: { template?: PodTemplateSpec & { $patch?: string } } };
  if (!spec?.template) return undefined;
  const { $patch: _directive, ...template } = spec.template;
  return template;
}

/** STS-CR-3: FNV-1 (32 bit) over the text and the collision count, its decimal digits spelled in a safe alphabet. */
export function revisionHash(text: string, collisionCount: number): string {
  let hash = 0x811c9dc5;
  for (const byte of utf8(`${text}${collisionCount}`)) hash = (Math.imul(hash, 0x01000193) ^ byte) >>> 0;
  return String(hash).replace(/[0-9]/g, (digit) => '456789bcdf'.charAt(Number(digit)));
}

/** JSON as Go writes it: keys sorted, and five characters escaped that JavaScript leaves as they are. */
function goJson(value: Json): string {
  return JSON.stringify(sorted(value)).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, sorted(field)]));
}
