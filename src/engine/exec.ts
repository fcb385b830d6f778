// A command run inside a container, as far as the few programs go that look at names (K-54, DNS-22 to DNS-24). Apart from the
// API because it is the machine that answers: a container must physically run, on a machine that can be reached.
import { notFound } from './api/status.ts';
import type { Status } from './api/status.ts';
import type { View } from './api/view.ts';
import type { Pod } from './kinds/pod.ts';
import { hostnameOf, hostsFile, nslookup, resolvConf } from './network/resolver.ts';
import type { ProgramOutput } from './network/resolver.ts';

export interface ExecRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** At least the program. */
  readonly command: readonly string[];
}

/** `text`: why it could not be started, as kubectl says it. */
export type ExecAnswer =
  | ({ readonly ok: true } & ProgramOutput)
  | { readonly ok: false; readonly status: Status }
  | { readonly ok: false; readonly text: string };

/** Runs a program in a container that is there at the instant of the view. It changes nothing. */
export function execute(view: View, { namespace, pod: name, container, command }: ExecRequest): ExecAnswer {
  const pod = view.get('Pod', `${namespace}/${name}`);
  if (!pod) return { ok: false, status: notFound('Pod', name) };
  const { nodeName } = pod.spec;
  if (!nodeName)
    return { ok: false, text: `Error from server (BadRequest): pod ${name} does not have a host assigned` };
  const silent = unreachable(view, nodeName);
  if (silent) return { ok: false, text: `Error from server: error dialing backend: ${silent.text}` };
  if (!runs(view, pod, container)) {
    const why = `unable to upgrade connection: container not found (${JSON.stringify(container)})`;
    return { ok: false, text: `error: Internal error occurred: ${why}` };
  }
  return { ok: true, ...output(view, pod, command) };
}

/** Why the server cannot ask the kubelet of a node, in its words; undefined if it can. */
export function unreachable(view: View, node: string): { readonly address: string; readonly text: string } | undefined {
  const machine = view.machine(node);
  if (machine?.powered && machine.connected && machine.kubeletRunning) return undefined;
  const addresses = view.get('Node', node)?.status.addresses;
  const address = addresses?.find(({ type }) => type === 'InternalIP')?.address ?? node;
  const why = machine?.powered && machine.connected ? 'connection refused' : 'no route to host';
  return { address, text: `dial tcp ${address}:10250: connect: ${why}` };
}

const runs = (view: View, { metadata }: Pod, container: string): boolean =>
  view
    .sandbox(metadata.uid)
    ?.processes.some(
      (process) =>
        process.container === container &&
        process.startedAtMs <= view.cursor.ms &&
        (process.exitAtMs === undefined || process.exitAtMs > view.cursor.ms),
    ) === true;

function output(view: View, pod: Pod, [program = '', ...args]: readonly string[]): ProgramOutput {
  switch (program) {
    case 'nslookup':
      return nslookup(view, pod, args);
    case 'hostname':
      return printed(`${hostnameOf(pod)}\n`);
    case 'cat':
      return cat(pod, args);
    case 'true':
      return printed('');
    case 'false':
      return { exit: 1, stdout: '', stderr: '' };
    default:
      return failed(`${program} is not simulated in a container; nslookup, hostname, cat, true and false are\n`, 126);
  }
}

function cat(pod: Pod, paths: readonly string[]): ProgramOutput {
  const files: { readonly [path: string]: () => string } = {
    '/etc/hostname': () => `${hostnameOf(pod)}\n`,
    '/etc/hosts': () => hostsFile(pod),
    '/etc/resolv.conf': () => resolvConf(pod),
  };
  const missing = paths.find((path) => !Object.hasOwn(files, path));
  if (missing !== undefined) return failed(`cat: ${missing}: not simulated; ${Object.keys(files).join(', ')} are\n`, 1);
  return printed(paths.map((path) => files[path]?.() ?? '').join(''));
}

const printed = (stdout: string): ProgramOutput => ({ exit: 0, stdout, stderr: '' });
const failed = (stderr: string, exit: number): ProgramOutput => ({ exit, stdout: '', stderr });
