// What a container printed, as far as its scenario says what it prints (SUB-5, K-53). Apart from the API because it is the machine
// that answers: a kubelet must be there to be asked.
import { badRequest, notFound } from './api/status.ts';
import type { View } from './api/view.ts';
import type { ExecAnswer } from './exec.ts';
import { unreachable } from './exec.ts';
import type { Behaviours } from './kubelet/behaviour.ts';
import type { Pod } from './kinds/pod.ts';
import type { Process } from './machine.ts';
import { rfc3339Micro } from './time.ts';

export interface LogRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Of the run before, not of the present one. */
  readonly previous: boolean;
  readonly tailLines?: number;
  readonly sinceSeconds?: number;
  readonly timestamps: boolean;
}

/** The text of a container's log at the instant of the view. It changes nothing. `startTimeMs`: cluster time 0, since 1970. */
export function readLog(view: View, behaviourOf: Behaviours, startTimeMs: number, asked: LogRequest): ExecAnswer {
  const { namespace, pod: name, container } = asked;
  const pod = view.get('Pod', `${namespace}/${name}`);
  if (!pod) return { ok: false, status: notFound('Pod', name) };
  const { nodeName } = pod.spec;
  if (!nodeName) return printed('');
  const why = unreachable(view, nodeName);
  if (why) {
    const url = `https://${why.address}:10250/containerLogs/${namespace}/${name}/${container}`;
    return { ok: false, text: `Error from server: Get "${url}": ${why.text}` };
  }
  const process = processOf(pod, asked, view);
  if (!process) return { ok: false, status: badRequest(absence(pod, asked)) };
  const { nowMs, endMs } = { nowMs: view.cursor.ms, endMs: process.exitAtMs ?? Number.POSITIVE_INFINITY };
  const sinceMs = asked.sinceSeconds === undefined ? 0 : nowMs - asked.sinceSeconds * 1000;
  const lines = (behaviourOf(process.image).logs ?? [])
    .map(({ afterMs, text }) => ({ atMs: process.startedAtMs + afterMs, text }))
    .filter(({ atMs }) => atMs <= Math.min(nowMs, endMs) && atMs >= sinceMs)
    .map(({ atMs, text }) => (asked.timestamps ? `${nano(startTimeMs + atMs)} ${text}\n` : `${text}\n`));
  const { tailLines = lines.length } = asked;
  return printed(lines.slice(Math.max(0, lines.length - Math.max(0, tailLines))).join(''));
}

/** A log is stamped to the nanosecond. */
const nano = (atMs: number): string => rfc3339Micro(atMs).replace('Z', '000Z');

const printed = (stdout: string): ExecAnswer => ({ ok: true, exit: 0, stdout, stderr: '' });

/** While a container waits to be started again, the log of its last run is served, as that of the run before it would be. */
function processOf(pod: Pod, { container, previous }: LogRequest, view: View): Process | undefined {
  const all = view.sandbox(pod.metadata.uid)?.processes ?? [];
  const begun = all.filter((it) => it.container === container && it.startedAtMs <= view.cursor.ms);
  const newest = begun.at(-1);
  if (!previous || !newest) return previous ? undefined : newest;
  const isOver = newest.exitAtMs !== undefined && newest.exitAtMs <= view.cursor.ms;
  return isOver ? newest : begun.at(-2);
}

function absence(pod: Pod, { container, previous }: LogRequest): string {
  const where = `container "${container}" in pod "${pod.metadata.name}"`;
  if (previous) return `previous terminated ${where} not found`;
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status;
  const status = [...containerStatuses, ...initContainerStatuses].find(({ name }) => name === container);
  const reason = status?.state.waiting?.reason ?? 'ContainerCreating';
  return `${where} is waiting to start: ${told[reason] ?? reason}`;
}

const told: { readonly [reason: string]: string } = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
};
