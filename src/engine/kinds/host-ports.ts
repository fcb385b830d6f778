// Ports of the node itself that a Pod asks for: two Pods that ask for the same one cannot share a node (SCHED-14).
import type { Container } from './pod.ts';

const none: readonly string[] = [];

/** `TCP/80/` for every address of the node, `TCP/80/192.0.2.1` for one. */
export function hostPortsOf(containers: readonly Container[]): readonly string[] {
  if (!containers.some(({ ports }) => ports?.some(({ hostPort }) => hostPort))) return none;
  return containers.flatMap(({ ports = [] }) =>
    ports.flatMap(({ hostPort, hostIP = '', protocol = 'TCP' }) =>
      hostPort ? [`${protocol}/${hostPort}/${hostIP === '0.0.0.0' ? '' : hostIP}`] : [],
    ),
  );
}

/** Whether one of the ports is taken by one of the others. */
export function portsClash(ports: readonly string[], taken: Iterable<string>): boolean {
  if (ports.length === 0) return false;
  for (const other of taken) if (ports.some((port) => isSame(port, other) || isSame(other, port))) return true;
  return false;
}

/** Every address of the node includes each. */
const isSame = (port: string, other: string): boolean => (port.endsWith('/') ? other.startsWith(port) : port === other);

export const portsTaken = "node(s) didn't have free ports for the requested pod ports";
