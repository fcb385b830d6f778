// `kubectl version` and `kubectl cluster-info`: who is speaking to whom (K-59, K-60).
import type { Shell } from '../command.ts';
import type { Verb } from '../verb.ts';

export const version: Verb = {
  flags: { client: { type: 'switch', bare: 'true' } },
  notSimulated: ['output'],
  // eslint-disable-next-line require-yield -- a process that asks nothing
  *run(shell: Shell, line) {
    shell.stdout('Client Version: v1.36.2\nKustomize Version: v5.8.1\n');
    if (!line.isOn('client')) shell.stdout('Server Version: v1.36.2\n');
    return 0;
  },
};

export const clusterInfo: Verb = {
  flags: {},
  // eslint-disable-next-line require-yield -- a process that asks nothing
  *run(shell: Shell) {
    shell.stdout(`Kubernetes control plane is running at https://127.0.0.1:16443

To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.
`);
    return 0;
  },
};
