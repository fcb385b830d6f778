// Whether anything is heard of the machine behind a Node: what is physically so, whatever the API server believes.
import type { Taint, View } from '../../engine/index.ts';

/** `off`, `cut` and `kubelet` (it does not run): the machine is silent. `gone`: its Node was deleted. */
export type MachineState = 'working' | 'off' | 'cut' | 'kubelet' | 'gone';

export function machineState(node: string, view: View): MachineState {
  const machine = view.machine(node);
  if (!machine || !view.get('Node', node)) return 'gone';
  if (!machine.powered) return 'off';
  if (!machine.connected) return 'cut';
  return machine.kubeletRunning ? 'working' : 'kubelet';
}

/** Processes that nobody watches may run on it. */
export function runsUnheard(node: string, view: View): boolean {
  const machine = view.machine(node);
  return machine?.powered === true && !(machine.connected && machine.kubeletRunning);
}

/** NODE-43: a person's word that nothing runs there any more. */
export const outOfServiceTaint = {
  key: 'node.kubernetes.io/out-of-service',
  value: 'nodeshutdown',
  effect: 'NoExecute',
} as const satisfies Taint;
