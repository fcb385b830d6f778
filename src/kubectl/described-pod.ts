// A Pod as `kubectl describe` shows it, up to its Events (K-100). Columns are still tabs.
import type { ContainerStatus, Json, Pod } from '../engine/index.ts';
import type { Shell } from './command.ts';
import { annotationLines, beside, labelLines, terminatingText, timeText } from './described-parts.ts';
import { imageLines, settingLines, tolerationText, volumesOf } from './pod-template-text.ts';
import type { Fields } from './pod-template-text.ts';

export function describedPod(shell: Shell, pod: Pod): string {
  const { metadata, spec, status } = pod;
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  const node = spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ''}` : '<none>';
  const ips = (status.podIPs ?? []).map(({ ip }) => `  IP:\t${ip}\n`).join('');
  const parts = [
    `Name:\t${metadata.name}\nNamespace:\t${metadata.namespace}\n`,
    spec.priority === undefined ? '' : `Priority:\t${spec.priority}\n`,
    spec.priorityClassName ? `Priority Class Name:\t${spec.priorityClassName}\n` : '',
    spec.serviceAccountName ? `Service Account:\t${spec.serviceAccountName}\n` : '',
    `Node:\t${node}\n`,
    status.startTime ? `Start Time:\t${timeText(status.startTime)}\n` : '',
    labelLines('Labels:', metadata.labels),
    annotationLines(metadata.annotations),
    `Status:\t${terminatingText(shell, pod, status.phase ?? '')}\n`,
    metadata.deletionTimestamp === undefined
      ? ''
      : `Termination Grace Period:\t${metadata.deletionGracePeriodSeconds ?? 0}s\n`,
    status.reason ? `Reason:\t${status.reason}\n` : '',
    status.message ? `Message:\t${status.message}\n` : '',
    `IP:\t${status.podIP ?? ''}\n`,
    ips === '' ? 'IPs:\t<none>\n' : `IPs:\n${ips}`,
    owner ? `Controlled By:\t${owner.kind}/${owner.name}\n` : '',
    status.nominatedNodeName ? `NominatedNodeName:\t${status.nominatedNodeName}\n` : '',
    containers('Init Containers', spec.initContainers ?? [], status.initContainerStatuses),
    containers('Containers', spec.containers, status.containerStatuses),
    conditions(pod),
    volumesOf(spec.volumes as Json | undefined, '')
      .map((line) => `${line}\n`)
      .join(''),
    status.qosClass ? `QoS Class:\t${status.qosClass}\n` : '',
    labelLines('Node-Selectors:', spec.nodeSelector),
    beside(
      'Tolerations:',
      (spec.tolerations ?? []).map((it) => tolerationText(it as unknown as Json)),
    ),
  ];
  return parts.join('');
}

function containers(
  title: string,
  specs: readonly { readonly name: string }[],
  statuses: readonly ContainerStatus[] = [],
): string {
  if (specs.length === 0) return '';
  const lines = specs.flatMap((spec) => {
    // A container of a stored object is plain JSON.
    const container = spec as unknown as Fields;
    const status = statuses.find(({ name }) => name === spec.name);
    return [
      `  ${spec.name}:`,
      `    Container ID:\t${status?.containerID ?? ''}`,
      ...imageLines(container, status?.imageID ?? ''),
      ...(status ? stateLines(status) : []),
      ...settingLines(container),
    ];
  });
  return [`${title}:`, ...lines].map((line) => `${line}\n`).join('');
}

function stateLines({ state, lastState, ready, restartCount }: ContainerStatus): readonly string[] {
  const last = lastState?.terminated ? stateOf('Last State', lastState) : [];
  const isReady = ready ? 'True' : 'False';
  return [...stateOf('State', state), ...last, `    Ready:\t${isReady}`, `    Restart Count:\t${restartCount}`];
}

function stateOf(name: string, { running, waiting, terminated }: ContainerStatus['state']): readonly string[] {
  if (running) return [`    ${name}:\tRunning`, `      Started:\t${timeText(running.startedAt)}`];
  if (terminated) {
    return [
      `    ${name}:\tTerminated`,
      ...(terminated.reason ? [`      Reason:\t${terminated.reason}`] : []),
      ...(terminated.message ? [`      Message:\t${terminated.message}`] : []),
      `      Exit Code:\t${terminated.exitCode}`,
      `      Started:\t${timeText(terminated.startedAt)}`,
      `      Finished:\t${timeText(terminated.finishedAt)}`,
    ];
  }
  return [`    ${name}:\tWaiting`, ...(waiting?.reason ? [`      Reason:\t${waiting.reason}`] : [])];
}

/** K-106: each row ends with a blank. */
function conditions({ status }: Pod): string {
  const rows = (status.conditions ?? []).map(({ type, status: value }) => `  ${type}\t${value} \n`);
  return rows.length === 0 ? '' : `Conditions:\n  Type\tStatus\n${rows.join('')}`;
}
