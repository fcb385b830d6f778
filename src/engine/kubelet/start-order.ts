// The kubelets were started one after the other, so that the clocks of two nodes differ a little: the one thing about time that
// several files of this room agree on.
import type { MachineClient } from '../component.ts';

/** How many kubelets were started before a node's. */
export function placeOf(node: string, { view }: MachineClient): number {
  return view.machinesBefore(node);
}
