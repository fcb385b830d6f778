// What the simulated API server makes of the recorded scenarios' documents, against the objects of the real cluster.
import { expect, test } from 'vitest';
import type { ApiObject } from '../../engine/index.ts';
import { createCluster, isKind, isStatus } from '../../engine/index.ts';
import { parseManifest } from '../../manifest/manifest.ts';
import { readRecording, readScenario, recordedRuns } from './recordings.ts';

interface Pair {
  readonly name: string;
  readonly ours: unknown;
  readonly recorded: unknown;
}

/** The objects that a run's documents make, beside the recorded ones that were not changed afterwards. */
function pairs(run: string): Pair[] {
  const { final } = readRecording(run);
  const cluster = createCluster({ seed: 1, startTimeMs: 0, nodes: [], images: [], featureGates: {} });
  return parseManifest(readScenario(run)).documents.flatMap(({ body }) => {
    const { kind } = body;
    if (typeof kind !== 'string' || !isKind(kind)) return [];
    const answer = cluster.dispatch({ request: { verb: 'create', kind, namespace: 'default', body } });
    if (isStatus(answer.body)) throw new Error(`${run}: ${answer.body.message ?? ''}`);
    if (!isApiObject(answer.body)) return [];
    const { metadata } = answer.body;
    const recorded = final[`${kind} ${metadata.name}`];
    if (!isApiObject(recorded) || recorded.metadata.generation !== metadata.generation) return [];
    return [{ name: `${kind} ${metadata.name}`, ours: content(answer.body), recorded: content(recorded) }];
  });
}

/** All but metadata and status; a Pod's node and a claim's volume come later. */
function content(object: ApiObject): unknown {
  if (object.kind === 'Pod') return withoutChance({ ...object.spec, nodeName: undefined });
  if (object.kind === 'PersistentVolumeClaim') return { ...object.spec, volumeName: undefined };
  return 'spec' in object ? object.spec : object;
}

const withoutChance = (spec: unknown): unknown =>
  JSON.parse(JSON.stringify(spec).replaceAll(/kube-api-access-\w{5}/g, 'kube-api-access-<random>'));

const isApiObject = (value: unknown): value is ApiObject =>
  typeof value === 'object' && value !== null && 'kind' in value && 'metadata' in value;

const compared = recordedRuns().map((run) => ({ run, objects: pairs(run) }));

test.each(compared.filter(({ objects }) => objects.length > 0))(
  'STS-DEF-7, DEF-4, DEF-5, DEF-6, DEF-16: $run: what was applied has the fields of a real cluster',
  ({ objects }) => {
    for (const { name, ours, recorded } of objects) expect({ [name]: ours }).toEqual({ [name]: recorded });
  },
);

test('most runs have objects that nothing changed after they were applied', () => {
  expect(compared.flatMap(({ objects }) => objects).length).toBeGreaterThan(60);
});
