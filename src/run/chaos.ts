// `chaos`: the lines that break and mend what no API request can. Separate from kubectl, which it is no part of: its words are
// ours, and it talks to machines instead of the API server.
import type { Fault, FaultRefusal } from '../engine/index.ts';
import { kindNamed } from '../kubectl/resource.ts';
import { passed, request } from '../kubectl/command.ts';
import type { Process, Shell } from '../kubectl/command.ts';
import { parseFlags } from '../kubectl/flags.ts';
import type { FlagTable, ParsedLine } from '../kubectl/flags.ts';
import type { Strike } from './play-line.ts';

/** Plays `chaos WORDS…`; ends with its exit code. Nothing is printed when it is done. */
export function* chaos(shell: Shell, words: readonly string[], strike: Strike): Process<number> {
  const [verb = '', ...rest] = words;
  if (verb === '' || verb === '--help' || verb === '-h' || verb === 'help' || rest.includes('--help')) {
    shell.stdout(help);
    return 0;
  }
  const zone = zoneIn(verb, rest);
  if (zone !== undefined) return yield* strikeZone(shell, zone, strike);
  const asked = faultsIn(verb, rest, shell.namespace);
  if ('message' in asked) return fail(shell, asked.message);
  for (const [at, fault] of asked.faults.entries()) {
    if (at > 0) yield* passed(shell, shell.nowMs() + rebootMs);
    const refusal = strike(fault);
    if (refusal) return fail(shell, sentenceOf(refusal));
  }
  return 0;
}

const rebootMs = 20_000;

const help = `Breaks and mends what no request to the API server can.

  chaos crash pod/NAME [-c CONTAINER] [--code N]   its process ends (code 1): the kubelet starts it again
  chaos unready pod/NAME                           all probes of the Pod fail
  chaos ready pod/NAME                             they succeed again
  chaos power-off node/NAME                        the machine stops, with all that runs on it
  chaos power-on node/NAME                         it starts again
  chaos reboot node/NAME                           both, with 20 seconds between
  chaos cut node/NAME                              no network to the API server; its containers run on
  chaos heal node/NAME                             the network is back
  chaos pressure node/NAME [--of memory|disk]      it runs out of memory: the kubelet drives out a Pod
  chaos stop-kubelet node/NAME                     only the agent stops
  chaos start-kubelet node/NAME                    it starts again
  chaos fill pvc/NAME                              its volume is full: nothing more can be written
  chaos mend pvc/NAME                              somebody makes room
  chaos lose zone/NAME                             every machine of the zone stops
  chaos mend zone/NAME                             they start again
  chaos fail provisioning sc/NAME                  the storage system makes no volumes
  chaos fail attach sc/NAME                        it attaches none
  chaos mend provisioning sc/NAME                  it makes them again
  chaos mend attach sc/NAME                        it attaches them again
`;

const podVerbs = ['crash', 'unready', 'ready'] as const;
const nodeVerbs = ['power-off', 'power-on', 'cut', 'heal', 'stop-kubelet', 'start-kubelet'] as const;
const works = ['provisioning', 'attach'] as const;

type Asked = { readonly faults: readonly Fault[] } | { readonly message: string };

function faultsIn(verb: string, words: readonly string[], ownNamespace: string): Asked {
  if (verb === 'fill' || (verb === 'mend' && words.some((word) => !word.startsWith('-') && isClaim(word))))
    return diskIn(verb, words, ownNamespace);
  if (verb === 'lose') return { message: 'chaos lose takes one zone, written as zone/NAME' };
  if (verb === 'fail' || verb === 'mend') return storageIn(verb, words);
  if (verb === 'pressure') return pressureIn(words);
  const podVerb = podVerbs.find((name) => name === verb);
  const nodeVerb = nodeVerbs.find((name) => name === verb);
  if (!podVerb && !nodeVerb && verb !== 'reboot') {
    return { message: `unknown command "${verb}" for "chaos"; chaos --help lists them` };
  }
  const flags = parseFlags(words, verb === 'crash' ? crashFlags : {});
  if (!flags.ok) return { message: `${flags.message}; chaos --help shows how it is written` };
  const { line } = flags;
  const target = targetIn(line, podVerb ? 'Pod' : 'Node', verb);
  if ('message' in target) return target;
  const { name } = target;
  if (nodeVerb) return { faults: [{ kind: nodeVerb, node: name }] };
  if (!podVerb)
    return {
      faults: [
        { kind: 'power-off', node: name },
        { kind: 'power-on', node: name },
      ],
    };
  const pod = `${line.text('namespace') ?? ownNamespace}/${name}`;
  return podVerb === 'crash' ? crashIn(line, pod) : { faults: [{ kind: podVerb, pod }] };
}

const isClaim = (word: string): boolean => kindNamed(word.split('/')[0] ?? '') === 'PersistentVolumeClaim';

function diskIn(kind: 'fill' | 'mend', words: readonly string[], ownNamespace: string): Asked {
  const flags = parseFlags(words, {});
  if (!flags.ok) return { message: `${flags.message}; chaos --help shows how it is written` };
  const { line } = flags;
  const [word = '', ...more] = [...line.args, ...line.rest];
  const [, name = '', ...parts] = word.split('/');
  if (!isClaim(word) || more.length > 0 || parts.length > 0 || name === '')
    return { message: `chaos ${kind} takes one claim, written as pvc/NAME` };
  return { faults: [{ kind, claim: `${line.text('namespace') ?? ownNamespace}/${name}` }] };
}

function storageIn(kind: 'fail' | 'mend', words: readonly string[]): Asked {
  const [what = '', word = '', ...more] = words;
  const work = works.find((name) => name === what);
  const [type = '', storageClass = '', ...parts] = word.split('/');
  if (!work || more.length > 0 || parts.length > 0 || storageClass === '' || kindNamed(type) !== 'StorageClass')
    return { message: `chaos ${kind} takes provisioning or attach, and one StorageClass, written as sc/NAME` };
  return { faults: [{ kind, work, storageClass }] };
}

interface ZoneFault {
  readonly kind: 'power-off' | 'power-on';
  readonly zone: string;
}

/** `lose zone/Z` and `mend zone/Z`; undefined for all other lines. */
function zoneIn(verb: string, words: readonly string[]): ZoneFault | undefined {
  const [word = '', ...more] = words;
  const isZone = word.startsWith('zone/') && word.length > 'zone/'.length && more.length === 0;
  if (verb === 'lose' && isZone) return { kind: 'power-off', zone: word.slice('zone/'.length) };
  return verb === 'mend' && isZone ? { kind: 'power-on', zone: word.slice('zone/'.length) } : undefined;
}

/** Every machine of the zone that is not so already. */
function* strikeZone(shell: Shell, { kind, zone }: ZoneFault, strike: Strike): Process<number> {
  const labelSelector = `topology.kubernetes.io/zone=${zone}`;
  const { body } = yield* request({ verb: 'list', kind: 'Node', labelSelector });
  const nodes = 'items' in body ? body.items.map(({ metadata }) => metadata.name) : [];
  if (nodes.length === 0) return fail(shell, `there is no Node in zone "${zone}"`);
  const struck = nodes.map((node) => strike({ kind, node })).filter((refusal) => refusal === undefined);
  if (struck.length > 0) return 0;
  return fail(shell, `every Node in zone "${zone}" is switched ${kind === 'power-off' ? 'off' : 'on'} already`);
}

function pressureIn(words: readonly string[]): Asked {
  const flags = parseFlags(words, { of: { type: 'text' } });
  if (!flags.ok) return { message: `${flags.message}; chaos --help shows how it is written` };
  const target = targetIn(flags.line, 'Node', 'pressure');
  if ('message' in target) return target;
  const resource = flags.line.text('of') ?? 'memory';
  if (resource !== 'memory' && resource !== 'disk') return { message: 'a machine runs out of memory or disk' };
  return { faults: [{ kind: 'pressure', node: target.name, resource }] };
}

const crashFlags: FlagTable = { container: { type: 'text', short: 'c' }, code: { type: 'number' } };

function crashIn(line: ParsedLine, pod: string): Asked {
  const [container, exitCode] = [line.text('container'), line.number('code')];
  if (exitCode !== undefined && (exitCode < 0 || exitCode > 255)) {
    return { message: 'an exit code is a number from 0 to 255' };
  }
  const which = container === undefined ? {} : { container };
  return { faults: [{ kind: 'crash', pod, ...which, ...(exitCode === undefined ? {} : { exitCode }) }] };
}

function targetIn(
  { args, rest }: ParsedLine,
  kind: 'Pod' | 'Node',
  verb: string,
): { readonly name: string } | { readonly message: string } {
  const [word = '', ...more] = [...args, ...rest];
  const [type = '', name = '', ...parts] = word.split('/');
  if (more.length > 0 || parts.length > 0 || name === '' || kindNamed(type) !== kind) {
    return { message: `chaos ${verb} takes one ${kind}, written as ${kind.toLowerCase()}/NAME` };
  }
  return { name };
}

const already: { readonly [state: string]: string } = {
  'power-off': 'is switched off already',
  'power-on': 'is switched on already',
  cut: 'is cut off already',
  heal: 'is connected already',
  'stop-kubelet': 'has no kubelet running already',
  'start-kubelet': 'has its kubelet running already',
  'fail-provisioning': 'makes no volumes already',
  'mend-provisioning': 'makes volumes already',
  'fail-attach': 'attaches no volumes already',
  'mend-attach': 'attaches volumes already',
  'fill-disk': 'is full already',
  'mend-disk': 'is not full',
};

/** Why a fault cannot be done, as a person is told. */
function sentenceOf({ code, params }: FaultRefusal): string {
  const { pod = '', node = '', container = '', state = '', storageClass, claim } = params;
  switch (code) {
    case 'no-pod':
      return `there is no Pod "${pod}"`;
    case 'no-node':
      return `there is no Node "${node}"`;
    case 'not-running':
      return `nothing of Pod "${pod}" is running`;
    case 'no-container':
      return `Pod "${pod}" has no container "${container}" that is running`;
    case 'no-probe':
      return `Pod "${pod}" has no probes, so it is ready as long as it runs: give a container a readinessProbe first`;
    case 'no-class':
      return `there is no StorageClass "${storageClass}"`;
    case 'no-volume':
      return `claim "${claim}" has no volume`;
    case 'already': {
      if (claim !== undefined) return `the volume of "${claim}" ${already[state] ?? 'is so already'}`;
      const who = storageClass === undefined ? `Node "${node}"` : `the storage system of "${storageClass}"`;
      return `${who} ${already[state] ?? 'is so already'}`;
    }
  }
}

function fail(shell: Shell, message: string): number {
  shell.stderr(`error: ${message}\n`);
  return 1;
}
