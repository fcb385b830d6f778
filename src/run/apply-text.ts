// From a text to the cluster: which documents of it are new or changed, what came of applying them, and which have been taken
// out. Remembers, from text to text, what was applied.
import type { ApiObject, Cluster } from '../engine/index.ts';
import { kindFacts } from '../engine/index.ts';
import { isScenarioDocument } from '../manifest/manifest.ts';
import type { Manifest, ManifestDocument } from '../manifest/manifest.ts';
import type { Answers } from './answers.ts';
import { applyDocument, namedBy } from './apply-document.ts';
import type { Applied, Named, Refusal } from './run.ts';

export interface TextResult {
  readonly refusals: readonly Refusal[];
  readonly notSimulated: readonly Refusal[];
  readonly applied: readonly Applied[];
  readonly warnings: readonly string[];
  readonly kept: readonly Named[];
}

/** What stands in the cluster from the text, by kind, namespace and name. */
export type KnownText = ReadonlyMap<string, Known>;

interface Known {
  readonly named: Named;
  /** The document as JSON. */
  readonly json: string;
}

export class AppliedText {
  readonly #cluster: Cluster;
  readonly #answers: Answers;
  #known: KnownText;

  constructor(cluster: Cluster, answers: Answers, known: KnownText = new Map()) {
    this.#cluster = cluster;
    this.#answers = answers;
    this.#known = known;
  }

  get known(): KnownText {
    return this.#known;
  }

  /** Applies what is new, changed, or no longer in the cluster, in file order; `pause` is called between two that set something off. */
  apply({ documents }: Manifest, pause: () => void = () => undefined): TextResult {
    const result = { refusals: [] as Refusal[], notSimulated: [] as Refusal[], applied: [] as Applied[] };
    const warnings: string[] = [];
    const next = new Map<string, Known>();
    const firstLines = new Map<string, number>();
    for (const document of documents) {
      if (isScenarioDocument(document)) continue;
      const named = namedBy(document);
      const id = named ? idOf(named) : undefined;
      const firstLine = id === undefined ? undefined : firstLines.get(id);
      if (named && firstLine !== undefined) {
        result.refusals.push(secondOf(document, named, firstLine));
        continue;
      }
      const former = id === undefined ? undefined : this.#known.get(id);
      if (id !== undefined) firstLines.set(id, document.range.line);
      if (id !== undefined && former) next.set(id, former);
      if (former && former.json === JSON.stringify(document.body) && this.#isThere(former.named)) continue;
      if (named && setsOff.has(named.kind) && result.applied.some(({ kind }) => setsOff.has(kind))) pause();
      const came = applyDocument(this.#cluster, this.#answers, document);
      warnings.push(...came.warnings);
      if (came.kind === 'refused') result.refusals.push(...came.refusals);
      if (came.kind === 'notSimulated') result.notSimulated.push(...came.refusals);
      if (came.kind === 'applied') {
        result.applied.push(came.applied);
        next.set(idOf(came.applied), { named: came.applied, json: JSON.stringify(document.body) });
      }
    }
    const kept = [...this.#known.values()].map(({ named }) => named).filter((named) => !next.has(idOf(named)));
    this.#known = next;
    return { ...result, warnings, kept: kept.filter((named) => this.#isThere(named)).map(withoutOutcome) };
  }

  #isThere({ kind, namespace, name }: Named): boolean {
    const key = kindFacts[kind].namespaced ? `${namespace ?? 'default'}/${name}` : name;
    const object: ApiObject | undefined = this.#cluster.head.get(kind, key);
    return object !== undefined;
  }
}

/** Kinds of objects that somebody acts on as soon as they are there. */
const setsOff: ReadonlySet<string> = new Set([
  'Pod',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'StatefulSet',
  'Deployment',
  'ReplicaSet',
]);

const idOf = ({ kind, namespace = '', name }: Named): string => `${kind} ${namespace}/${name}`;

const withoutOutcome = ({ kind, namespace, name, subject }: Named): Named => ({
  kind,
  name,
  subject,
  ...(namespace === undefined ? {} : { namespace }),
});

/** kubectl would apply both, one over the other; in an editor that is a mistake. */
const secondOf = ({ range }: ManifestDocument, { subject }: Named, firstLine: number): Refusal => ({
  ...range,
  severity: 'error',
  message: `${subject} stands twice in this text, first in line ${firstLine}; remove one of them`,
  code: 'second-object',
  params: { subject, firstLine },
  subject,
});
