// Reads `kind: Scenario` out of a file's documents: strictly, with every default, and every mistake with its place. A file
// without one plays in the default world.
import type { Diagnostic } from '../manifest/diagnostic.ts';
import type { ManifestDocument } from '../manifest/manifest.ts';
import { isScenarioDocument, parseManifest } from '../manifest/manifest.ts';
import { inTextOrder } from '../manifest/diagnostic.ts';
import { Field } from './field-reader.ts';
import { readEnd, readSteps } from './parse-steps.ts';
import { readImages, readNodes } from './parse-world.ts';
import type { Scenario } from './scenario.ts';

const apiVersion = 'ordinal.dev/v1';
const kubernetesVersions = ['1.36'] as const;
const switchableGates = ['MaxUnavailableStatefulSet'] as const;
const startTime = '2026-01-01T00:00:00Z';

export interface ParsedScenario {
  /** With mistakes among `problems`, what could be read, and defaults for the rest: not to be played. */
  readonly scenario: Scenario;
  readonly problems: readonly Diagnostic[];
  /** The document it was read from; absent for the default world. */
  readonly document?: ManifestDocument;
}

/** The scenario of a file, from all of its documents. Never throws. */
export function parseScenario(documents: readonly ManifestDocument[]): ParsedScenario {
  const [document, ...more] = documents.filter(isScenarioDocument);
  if (!document) return { scenario: defaultScenario(), problems: [] };
  const problems: Diagnostic[] = [];
  const scenario = readScenario(Field.root(document, problems));
  for (const second of more) {
    Field.root(second, problems).at('kind').refuse('second-scenario', { firstLine: document.range.line });
  }
  return { scenario, problems: inTextOrder(problems), document };
}

/** Three nodes, nothing said about images, nothing happens, and the end is when all is quiet. */
export function defaultScenario(): Scenario {
  const [document] = parseManifest('kind: Scenario').documents;
  if (!document) throw new Error('a document of one field must be readable');
  return readSpec(Field.root(document, []).at('spec'), '', '');
}

function readScenario(root: Field): Scenario {
  root.fields('apiVersion', 'kind', 'metadata', 'spec');
  const version = root.at('apiVersion');
  if (version.requiredText() !== '' && version.value !== apiVersion)
    version.refuse('scenario-version', { known: apiVersion });
  const metadata = root.at('metadata').fields('name', 'annotations', 'labels');
  metadata.at('labels').texts();
  const about = metadata.at('annotations').texts()?.['about'] ?? '';
  return readSpec(root.at('spec'), metadata.at('name').text() ?? '', about);
}

function readSpec(spec: Field, name: string, about: string): Scenario {
  spec.fields(...['kubernetes', 'featureGates', 'seed', 'startTime', 'nodes', 'images', 'quietAfter', 'steps', 'end']);
  return {
    name,
    about,
    kubernetes: readVersion(spec.at('kubernetes')),
    featureGates: readGates(spec.at('featureGates')),
    seed: spec.at('seed').integer(0, Number.MAX_SAFE_INTEGER) ?? 1,
    startTimeMs: readTime(spec.at('startTime')),
    nodes: readNodes(spec.at('nodes')),
    images: readImages(spec.at('images')),
    quietAfterMs: spec.at('quietAfter').duration() ?? 12_000,
    steps: readSteps(spec.at('steps')),
    end: readEnd(spec.at('end')),
  };
}

function readVersion(field: Field): string {
  const version = field.text() ?? kubernetesVersions[0];
  if (!kubernetesVersions.some((known) => known === version))
    field.refuse('kubernetes-version', { known: kubernetesVersions.join(', ') });
  return version;
}

function readGates(field: Field): { readonly [gate: string]: boolean } {
  if (field.isAbsent) return {};
  if (typeof field.value !== 'object' || Array.isArray(field.value)) field.refuse('not-fields');
  const gates = typeof field.value === 'object' ? Object.keys(field.value ?? {}) : [];
  return Object.fromEntries(
    gates.map((gate) => {
      const known = switchableGates.some((name) => name === gate);
      if (!known) field.at(gate).refuse('unknown-gate', { known: switchableGates.join(', ') }, 'key');
      return [gate, field.at(gate).boolean() ?? false];
    }),
  );
}

/** Milliseconds since 1970. */
function readTime(field: Field): number {
  const text = field.text() ?? startTime;
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(ms)) return ms;
  field.refuse('not-a-time');
  return 0;
}
