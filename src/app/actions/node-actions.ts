// What can be done to a Node and to the machine behind it.
import type { Machine, Node, Pod, View } from '../../engine/index.ts';
import { sentence, unless } from './action.ts';
import type { Action } from './action.ts';
import { machineState, outOfServiceTaint, runsUnheard } from './machine-state.ts';

/** Nothing if there is neither such a Node nor such a machine: a machine stays when its Node is deleted. */
export function nodeActions(name: string, view: View): readonly Action[] {
  const machine = view.machine(name);
  return [...apiActions(name, view), ...(machine ? machineActions(machine) : []), ...zoneActions(name, view)];
}

function apiActions(name: string, view: View): readonly Action[] {
  const node = view.get('Node', name);
  if (!node) return [];
  const verb = node.spec.unschedulable === true ? 'uncordon' : 'cordon';
  const powered = view.machine(name)?.powered === true;
  const truth = runsUnheard(name, view) ? 'splitBrain' : powered ? 'nodeAlive' : 'nothingRuns';
  return [
    {
      id: 'cordon',
      name: verb,
      line: `kubectl ${verb} ${name}`,
      notes: verb === 'cordon' ? [sentence('cordon')] : [],
    },
    drain(name, view),
    ...backInService(node),
    {
      id: 'delete',
      name: 'deleteNode',
      line: `kubectl delete node ${name}`,
      notes: [sentence('deleteNode', { node: name }), sentence(truth, { node: name })],
    },
  ];
}

/** Nobody takes the word back by itself: a node that is on again goes on driving its Pods out. */
const backInService = ({ metadata: { name }, spec }: Node): readonly Action[] =>
  spec.taints?.some(({ key }) => key === outOfServiceTaint.key)
    ? [
        {
          id: 'out-of-service',
          name: 'inService',
          line: `kubectl taint nodes ${name} ${outOfServiceTaint.key}-`,
          notes: [sentence('inService')],
        },
      ]
    : [];

function drain(name: string, view: View): Action {
  const isHeard = machineState(name, view) === 'working';
  const loose = view.onNode(name).find(isLoose);
  const action: Action = {
    id: 'drain',
    name: 'drain',
    line: `kubectl drain ${name} --ignore-daemonsets --delete-emptydir-data`,
    notes: [sentence(isHeard ? 'drain' : 'drainLost', { node: name })],
  };
  return unless(action, loose && sentence('looseOnNode', { pod: loose.metadata.name }));
}

/** Nobody would make it again, and it is not over. */
const isLoose = ({ metadata, status }: Pod): boolean =>
  status.phase !== 'Succeeded' &&
  status.phase !== 'Failed' &&
  metadata.ownerReferences?.some(({ controller }) => controller === true) !== true;

const zoneLabel = 'topology.kubernetes.io/zone';

/** A zone goes with all its machines, and comes back with them. */
function zoneActions(name: string, view: View): readonly Action[] {
  const zone = view.get('Node', name)?.metadata.labels?.[zoneLabel];
  if (zone === undefined) return [];
  const nodes = view.list('Node').filter(({ metadata }) => metadata.labels?.[zoneLabel] === zone);
  const isLost = nodes.every(({ metadata }) => view.machine(metadata.name)?.powered !== true);
  if (isLost) return [{ id: 'zone', name: 'mendZone', line: `chaos mend zone/${zone}` }];
  const notes = [sentence('loseZone', { zone, count: nodes.length })];
  return [{ id: 'zone', name: 'loseZone', line: `chaos lose zone/${zone}`, notes }];
}

function machineActions({ node, powered, connected, kubeletRunning }: Machine): readonly Action[] {
  const off = powered ? undefined : sentence('machineOff');
  const power: Action = powered
    ? { id: 'power', name: 'powerOff', line: `chaos power-off node/${node}`, notes: [sentence('powerOff')] }
    : { id: 'power', name: 'powerOn', line: `chaos power-on node/${node}` };
  const network: Action = connected
    ? { id: 'network', name: 'cut', line: `chaos cut node/${node}`, notes: [sentence('cut')] }
    : { id: 'network', name: 'heal', line: `chaos heal node/${node}` };
  const kubelet: Action = kubeletRunning
    ? { id: 'kubelet', name: 'stopKubelet', line: `chaos stop-kubelet node/${node}`, notes: [sentence('stopKubelet')] }
    : { id: 'kubelet', name: 'startKubelet', line: `chaos start-kubelet node/${node}` };
  const pressure: Action = {
    id: 'pressure',
    name: 'pressure',
    line: `chaos pressure node/${node}`,
    notes: [sentence('pressure')],
  };
  const reboot: Action = {
    id: 'reboot',
    name: 'reboot',
    line: `chaos reboot node/${node}`,
    notes: [sentence('reboot')],
  };
  return [
    power,
    unless(reboot, off),
    unless(network, connected ? off : undefined),
    unless(kubelet, kubeletRunning ? off : undefined),
    unless(pressure, off),
  ];
}
