// Random faults: all that a person may break in a story's world, and what mends it.
import fc from 'fast-check';
import type { Fault } from '../../engine/index.ts';
import { classNames, nodeNames } from './story.ts';

const node = fc.constantFrom(...nodeNames);

const podFault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom('crash', 'unready', 'ready'),
  pod: fc.nat(5).map((ordinal) => `default/web-${ordinal}`),
});

const nodeFault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom('power-off', 'power-on', 'cut', 'heal', 'stop-kubelet', 'start-kubelet'),
  node,
});

const pressure: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constant('pressure' as const),
  node,
  resource: fc.constantFrom('memory', 'disk'),
});

const storageFault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom('fail', 'fail', 'mend'),
  work: fc.constantFrom('provisioning', 'attach'),
  storageClass: fc.constantFrom(...classNames),
});

const diskFault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom('fill', 'fill', 'mend'),
  claim: fc.constantFrom('data-web-0', 'data-web-1', 'data-web-2', 'shared').map((name) => `default/${name}`),
});

export const faults: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 4, arbitrary: podFault },
  { weight: 6, arbitrary: nodeFault },
  { weight: 1, arbitrary: pressure },
  { weight: 2, arbitrary: storageFault },
  { weight: 1, arbitrary: diskFault },
);
