// What a kubelet says when it starts again, after a restart of its own or of its machine (NODE-11, NODE-50, NODE-54). The kubelets
// of the starting world have long said it.
import type { MachineClient } from '../component.ts';
import { randomUid } from '../random.ts';

/** What is remembered while a kubelet does not run. */
interface Stopped {
  readonly boots: number;
}

const calmStates = ['NodeHasSufficientMemory', 'NodeHasNoDiskPressure', 'NodeHasSufficientPID'];

/** Writes the Events of a start once the kubelet runs again and is heard. */
export function announceStart(name: string, seed: number, client: MachineClient): void {
  const machine = client.view.machine(name);
  if (!machine) return;
  const scope = `stopped|${name}`;
  const stopped = client.recall<Stopped>(scope);
  if (!machine.powered || !machine.kubeletRunning) {
    if (!stopped) client.remember<Stopped>(scope, { boots: machine.boots });
    return;
  }
  const node = client.view.get('Node', name);
  if (!stopped || !machine.connected || !node) return;
  client.remember(scope, undefined);
  const say = (type: 'Normal' | 'Warning', reason: string, message: string): void =>
    client.event(
      node,
      { type, reason, message, host: name },
      { rule: type === 'Warning' ? 'NODE-54' : 'NODE-50', params: { node: name } },
    );
  say('Normal', 'Starting', 'Starting kubelet.');
  for (const state of calmStates) say('Normal', state, `Node ${name} status is now: ${state}`);
  if (machine.boots === stopped.boots) return;
  const bootId = randomUid(seed, `boot ${machine.boots} of ${name}`);
  say('Warning', 'Rebooted', `Node ${name} has been rebooted, boot id: ${bootId}`);
}
