// Reads the fields of a document strictly: every value has one type, unknown fields are refused, and each mistake is kept
// with its place. Separate so that the parts of a scenario only say what they expect.
import type { Diagnostic } from '../manifest/diagnostic.ts';
import type { ManifestDocument } from '../manifest/manifest.ts';
import { positionOf } from '../manifest/manifest.ts';
import type { Path } from '../manifest/position.ts';
import { isPlainObject } from '../manifest/plain-json.ts';
import { filled, shortened } from '../manifest/problem.ts';
import { durationMs } from './duration.ts';
import { sentences } from './problem.ts';
import type { ProblemCode } from './problem.ts';

type Params = Diagnostic['params'];

/** A value in a document: what stands there, and under which path. `value` is undefined if nothing does. */
export class Field {
  readonly document: ManifestDocument;
  readonly problems: Diagnostic[];
  readonly path: Path;
  readonly value: unknown;

  constructor(document: ManifestDocument, problems: Diagnostic[], path: Path, value: unknown) {
    this.document = document;
    this.problems = problems;
    this.path = path;
    this.value = value;
  }

  /** The whole document. */
  static root(document: ManifestDocument, problems: Diagnostic[]): Field {
    return new Field(document, problems, [], document.body);
  }

  /** Absent, or written without a value. */
  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** The field of this mapping; `names` of all are given to `fields` first. */
  at(name: string): Field {
    const value = isPlainObject(this.value) && Object.hasOwn(this.value, name) ? this.value[name] : undefined;
    return new Field(this.document, this.problems, [...this.path, name], value);
  }

  /** Reports what is not a field named here. An absent value has no fields; anything but a mapping is refused. */
  fields(...names: readonly string[]): this {
    if (this.isAbsent) return this;
    if (!isPlainObject(this.value)) return this.refuse('not-fields');
    for (const name of Object.keys(this.value)) {
      if (!names.includes(name)) this.at(name).refuse('unknown-scenario-field', { known: names.join(', ') }, 'key');
    }
    return this;
  }

  /** The items of a list; none if it is absent or no list. */
  items(limit: number): readonly Field[] {
    if (this.isAbsent) return [];
    if (!Array.isArray(this.value)) {
      this.refuse('not-a-list');
      return [];
    }
    if (this.value.length > limit) this.refuse('too-many-items', { limit });
    return this.value
      .slice(0, limit)
      .map((item: unknown, index) => new Field(this.document, this.problems, [...this.path, index], item));
  }

  /** `undefined` without a report if absent, with one if it is something else. */
  text(): string | undefined {
    if (typeof this.value === 'string') return this.value;
    if (!this.isAbsent) this.refuse('not-a-text');
    return undefined;
  }

  /** A text that must be there; '' with a report if it is not. */
  requiredText(): string {
    if (this.isAbsent || this.value === '') this.refuse('required-field');
    return this.text() ?? '';
  }

  boolean(): boolean | undefined {
    if (typeof this.value === 'boolean') return this.value;
    if (!this.isAbsent) this.refuse('not-a-boolean');
    return undefined;
  }

  integer(minimum: number, maximum: number): number | undefined {
    const { value } = this;
    if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum) return value;
    if (!this.isAbsent) this.refuse('not-an-integer', { minimum, maximum });
    return undefined;
  }

  /** One of these words. */
  oneOf<Word extends string>(words: readonly Word[]): Word | undefined {
    const word = words.find((known) => known === this.value);
    if (word === undefined && !this.isAbsent) this.refuse('not-one-of', { known: words.join(', ') });
    return word;
  }

  /** Milliseconds. */
  duration(): number | undefined {
    if (this.isAbsent) return undefined;
    const ms = typeof this.value === 'string' ? durationMs(this.value) : undefined;
    if (ms === undefined) this.refuse('not-a-duration');
    return ms;
  }

  /** Milliseconds, or this word. */
  durationOr<Word extends string>(word: Word): number | Word | undefined {
    return this.value === word ? word : this.duration();
  }

  /** Texts by name, such as labels. */
  texts(): { readonly [name: string]: string } | undefined {
    if (this.isAbsent) return undefined;
    if (!isPlainObject(this.value)) {
      this.refuse('not-fields');
      return undefined;
    }
    return Object.fromEntries(Object.keys(this.value).map((name) => [name, this.at(name).text() ?? '']));
  }

  /** Reports a mistake; `{path}` and `{value}` of its sentence are filled in from here. */
  refuse(code: ProblemCode, params: Params = {}, part: 'value' | 'key' = 'value'): this {
    const sentence = sentences[code];
    const all: Params = { path: pathText(this.path), ...shortened(this.#shownValue(sentence)), ...params };
    this.problems.push({
      ...positionOf(this.document, this.path, part),
      severity: 'error',
      message: filled(sentence, all),
      code,
      params: all,
    });
    return this;
  }

  #shownValue(sentence: string): Params {
    if (!sentence.includes('{value}')) return {};
    return { value: typeof this.value === 'string' ? this.value : JSON.stringify(this.value) };
  }
}

/** As the API server writes paths: `spec.steps[0].when`. */
const pathText = (path: Path): string =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('');
