import { expect, test } from 'vitest';
import { createCluster } from '../engine/index.ts';
import type { Cluster } from '../engine/index.ts';
import { defaultScenario } from '../scenarios/parse-scenario.ts';
import { clusterOptions } from '../scenarios/scenario.ts';
import { checksum } from './checksum.ts';

const cluster = (seed: number): Cluster => createCluster({ ...clusterOptions(defaultScenario()), seed });
const now = (of: Cluster): string => checksum(of.viewAt(of.cursorAt(0)));

test('the same state has the same checksum, another state another', () => {
  expect(now(cluster(1))).toMatch(/^[0-9a-f]{16}$/);
  expect(now(cluster(1))).toBe(now(cluster(1)));
  expect(now(cluster(2))).not.toBe(now(cluster(1)));
});
