// Nodes as lanes, and the lane of Pods that no node has: facts and words.
import type { Machine, Node } from '../engine/index.ts';
import { fill } from './messages.ts';
import { podsBy } from './project-pods.ts';
import type { PodFacts } from './project-pods.ts';
import type { Instant } from './instant.ts';
import { strayPods } from './stray-pods.ts';
import type { LaneMark } from './scene.ts';

export interface LaneFacts {
  readonly id: string;
  readonly kind: LaneMark['kind'];
  readonly title: string;
  readonly side: string;
  readonly foot: string;
  readonly state: LaneMark['state'];
  readonly notes: readonly string[];
  readonly machine: LaneMark['machine'];
  readonly alert: string;
  readonly pods: readonly PodFacts[];
  readonly words: string;
  readonly about: string | null;
}

export function unscheduledFacts({ messages }: Instant, pods: readonly PodFacts[]): LaneFacts {
  const own = pods.filter((pod) => pod.node === undefined);
  return {
    id: 'lane:unscheduled',
    kind: 'unscheduled',
    title: messages.node.unscheduled,
    side: messages.node.unscheduledSide,
    foot: '',
    state: 'none',
    notes: [],
    machine: 'on',
    alert: '',
    pods: own,
    words: fill(messages.node.unscheduledWords, { count: own.length }),
    about: null,
  };
}

/** In order of name; a node that is gone has a lane too if Pods name it or run on its machine, so that nothing vanishes. */
export function nodeFacts(instant: Instant, pods: readonly PodFacts[]): readonly LaneFacts[] {
  const byNode = podsBy(
    pods.filter((pod) => pod.node !== undefined),
    (pod) => pod.node ?? '',
  );
  const nodes = instant.view.list('Node');
  const known = new Set(nodes.map((node) => node.metadata.name));
  const lanes = nodes.map((node) => factsOf(node, byNode.get(node.metadata.name) ?? [], instant));
  const running = instant.view.machines().flatMap(({ node }) => (strayPods(node, instant).length > 0 ? [node] : []));
  const gone = [...new Set([...byNode.keys(), ...running])]
    .filter((name) => !known.has(name))
    .map((name) => goneFacts(name, byNode.get(name) ?? [], instant));
  return [...lanes, ...gone];
}

function factsOf(node: Node, pods: readonly PodFacts[], instant: Instant): LaneFacts {
  const { messages } = instant;
  const { name, labels } = node.metadata;
  const zone = labels?.['topology.kubernetes.io/zone'] ?? '';
  const state = stateOfNode(node);
  const texts = messages.node;
  const taints = (node.spec.taints ?? []).map(({ key, effect }) =>
    fill(texts.taint, { taint: `${key.slice(key.lastIndexOf('/') + 1)}:${effect}` }),
  );
  const words = {
    ready: texts.ready,
    notReady: texts.notReady,
    silent: texts.silent,
    cordoned: texts.cordoned,
    none: '',
  };
  const seen = machineFacts(name, state === 'silent' || state === 'notReady' ? texts.notReady : '', instant);
  const strays = strayPods(name, instant);
  const said = [machineText(seen.machine, instant), words[state], ...taints, ...strays.map((stray) => stray.words)];
  const { cpu = '', memory = '' } = node.status.allocatable ?? node.status.capacity ?? {};
  return {
    id: `lane:${name}`,
    kind: 'node',
    title: name,
    side: zone,
    foot: fill(texts.capacity, { cpu, memory }),
    state,
    notes: [...(state === 'ready' ? [] : [words[state]]), ...taints],
    ...seen,
    pods: [...pods, ...strays],
    words: fill(texts.words, { name, zone, state: said.filter((text) => text !== '').join(', '), count: pods.length }),
    about: `Node ${name}`,
  };
}

function stateOfNode(node: Node): LaneMark['state'] {
  const ready = node.status.conditions?.find((condition) => condition.type === 'Ready')?.status;
  if (ready === 'Unknown') return 'silent';
  if (ready === 'False') return 'notReady';
  return node.spec.unschedulable === true ? 'cordoned' : 'ready';
}

function goneFacts(name: string, pods: readonly PodFacts[], instant: Instant): LaneFacts {
  const { messages } = instant;
  const words = fill(messages.node.words, { name, zone: '', state: messages.node.silent, count: pods.length });
  return {
    id: `lane:${name}`,
    kind: 'node',
    title: name,
    side: '',
    foot: '',
    state: 'silent',
    notes: [messages.node.silent],
    ...machineFacts(name, messages.node.deleted, instant),
    pods: [...pods, ...strayPods(name, instant)],
    words,
    about: `Node ${name}`,
  };
}

/** `api`: what the API server says that is not well, or ''. */
function machineFacts(name: string, api: string, instant: Instant): Pick<LaneFacts, 'machine' | 'alert'> {
  const row = instant.view.machine(name);
  const machine = !row || (row.powered && row.connected && row.kubeletRunning) ? 'on' : faultOf(row);
  const alert = [machineText(machine, instant), api].filter((text) => text !== '').join(' · ');
  return { machine, alert };
}

const faultOf = ({ powered, connected }: Machine): LaneMark['machine'] =>
  !powered ? 'off' : connected ? 'kubelet' : 'cut';

const machineText = (machine: LaneMark['machine'], { messages }: Instant): string =>
  machine === 'on' ? '' : messages.node[machine];
