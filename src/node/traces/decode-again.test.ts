// What the simulated server stores must be what its own decoder reads: a field that one writes and the other does not know, or
// drops as empty, would make an unchanged object look changed.
import { expect, test } from 'vitest';
import { createRun } from '../../run/create-run.ts';
import { kinds } from '../../engine/index.ts';
import { readScenario } from './recordings.ts';

test.each(['seed-start', 'claim-waiting', 'image-pull', 'liveness'])(
  'API-3, PATCH-5: %s: every object can be sent back as it is, without a warning and without a change',
  (name) => {
    const created = createRun(readScenario(name));
    if (!created.ok) throw new Error(JSON.stringify(created.refusals));
    const { run } = created;
    run.advanceTo(60_000);
    const { cluster } = run;
    const view = cluster.viewAt(cluster.cursorAt(60_000));
    for (const kind of kinds) {
      for (const object of view.list(kind)) {
        const { name: objectName, namespace } = object.metadata;
        const target = { kind, name: objectName, ...(namespace === undefined ? {} : { namespace }) };
        const request = { ...target, verb: 'update', body: object, fieldValidation: 'Strict' } as const;
        const answer = cluster.dispatch({ request });
        const same = { code: answer.code, body: answer.body };
        expect({ of: `${kind} ${objectName}`, ...same }).toEqual({
          of: `${kind} ${objectName}`,
          code: 200,
          body: object,
        });
      }
    }
  },
);
