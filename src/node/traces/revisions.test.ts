// The name, labels and exact data of the first revision that a real cluster made of a StatefulSet: the hash is the real one.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createCluster } from '../../engine/index.ts';

interface Recorded {
  readonly statefulSet: { readonly metadata: { readonly name: string } };
  readonly revisionName: string;
  readonly labels: object;
  readonly data: unknown;
}

const recorded = JSON.parse(readFileSync(new URL('revisions.json', import.meta.url), 'utf8')) as readonly Recorded[];

const numbered = recorded.map((it, at) => ({ at, ...it }));

test.each(numbered)(
  'STS-CR-1, STS-CR-2, STS-CR-3, STS-CR-4: $at: $revisionName',
  ({ statefulSet, revisionName, labels, data }) => {
    const cluster = createCluster({ seed: 1, startTimeMs: 0, nodes: [], images: [], featureGates: {} });
    const path = '/apis/apps/v1/namespaces/default/statefulsets';
    expect(cluster.dispatch({ http: { method: 'POST', path, body: statefulSet } })).toMatchObject({ code: 201 });
    cluster.advanceTo(5_000);
    const revisions = cluster.head.list('ControllerRevision').map((it) => ({
      ...{ revisionName: it.metadata.name, labels: it.metadata.labels, data: it.data },
    }));
    expect(revisions).toEqual([{ revisionName, labels, data }]);
  },
);
