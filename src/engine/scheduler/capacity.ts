// What a node has to give, read once: every attempt for every Pod asks each node for the same numbers.
import type { Node } from '../kinds/node.ts';
import { milliValue, quantityValue } from '../kinds/quantity.ts';

export interface Capacity {
  readonly pods: number;
  readonly milliCpu: number;
  readonly memory: number;
  /** All of it, as it is written. */
  readonly allocatable: NonNullable<Node['status']['allocatable']>;
}

const known = new WeakMap<object, Capacity>();

/** A node's allocatable resources (SCHED-15); what it does not name is 0. */
export function capacityOf({ status: { allocatable = nothing } }: Node): Capacity {
  const found = known.get(allocatable);
  if (found) return found;
  const made = {
    pods: quantityValue(allocatable['pods'] ?? '0') ?? 0,
    milliCpu: milliValue(allocatable['cpu'] ?? '0') ?? 0,
    memory: quantityValue(allocatable['memory'] ?? '0') ?? 0,
    allocatable,
  };
  known.set(allocatable, made);
  return made;
}

const nothing = {};
