// Whether the same scenario and seed give the same state and history, P12: a hash of both, over and over. Runs in Node and, bundled,
// in Chromium.
import { createRun } from '../../run/create-run.ts';
import { startText, world } from './ordered-start.ts';

export interface Sameness {
  /** The different hashes there were; one if all runs were the same. */
  readonly hashes: readonly string[];
}

/** Plays a story with an update, a fault and a deletion so many times. */
export async function measureSameness(times: number): Promise<Sameness> {
  const hashes = new Set<string>();
  for (let at = 0; at < times; at++) hashes.add(await hashOf(play()));
  return { hashes: [...hashes] };
}

const pods = 5;

function play(): string {
  const created = createRun(world(pods) + startText(pods));
  if (!created.ok) throw new Error(`the text was refused: ${created.refusals[0]?.message ?? ''}`);
  const { run } = created;
  const { cluster } = run;
  run.advanceTo(60_000);
  run.submit({ kind: 'line', value: 'kubectl rollout restart statefulset/web' });
  run.advanceTo(80_000);
  cluster.strike({ kind: 'power-off', node: 'node-2' });
  run.advanceTo(600_000);
  cluster.strike({ kind: 'power-on', node: 'node-2' });
  run.submit({ kind: 'line', value: 'kubectl delete pod web-0' });
  run.advanceTo(700_000);
  return JSON.stringify([cluster.changes(), cluster.waits(), cluster.head.upcoming()]);
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
