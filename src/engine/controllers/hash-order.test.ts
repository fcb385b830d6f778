// GC-2: which dependents go first is chance within bounds.
import { expect, test } from 'vitest';
import type { Client } from '../component.ts';
import type { ApiObject, Kind } from '../kinds/kinds.ts';
import { random } from '../random.ts';
import { inHashOrder } from './hash-order.ts';

const client = { random: (purpose: string, key: string) => random(1, purpose, key) } as unknown as Client;

const thing = (kind: Kind, name: string): ApiObject =>
  ({ kind, metadata: { name, namespace: 'default', uid: name } }) as unknown as ApiObject;

const dependents = [
  thing('PersistentVolumeClaim', 'data-web-0'),
  thing('Pod', 'web-0'),
  thing('ControllerRevision', 'web-1'),
  thing('Pod', 'web-1'),
];

const orders = Array.from({ length: 80 }, (_, at) =>
  inHashOrder(dependents, `owner ${at}`, client).map(({ kind }) => kind),
);

test('GC-2: of the dependents of a vanished owner claims come last', () => {
  for (const kinds of orders) expect(kinds.at(-1)).toBe('PersistentVolumeClaim');
});

test('GC-2: revisions usually go before Pods, but not always', () => {
  const first = orders.filter(([kind]) => kind === 'ControllerRevision').length;
  expect(first).toBeGreaterThan(40);
  expect(first).toBeLessThan(80);
});

test('GC-2: the same owner gives the same order, whatever the order of the list', () => {
  const once = inHashOrder(dependents, 'owner', client);
  expect(inHashOrder(dependents.toReversed(), 'owner', client)).toEqual(once);
});
