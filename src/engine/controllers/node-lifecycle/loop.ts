// The clock of the node controller's loop, and what it reads of a node.
import type { Client } from '../../component.ts';
import type { Condition } from '../../kinds/meta.ts';
import type { Node } from '../../kinds/node.ts';
import { timings } from '../../timings.ts';

/** The controller's next pass after a time. */
export function nextLoopMs(afterMs: number, client: Client): number {
  const { loopMs } = timings.nodeLifecycle;
  const phaseMs = Math.floor(client.random('node loop', '') * loopMs);
  return phaseMs + (Math.floor((afterMs - phaseMs) / loopMs) + 1) * loopMs;
}

export const readyOf = ({ status }: Node): Condition['status'] | undefined =>
  status.conditions?.find(({ type }) => type === 'Ready')?.status;
