// What every namespace holds without anybody asking: the account `default` that Pods run as, and the certificate their token
// volume mounts (DEF-8). In a real cluster two controllers of the controller manager see to it.
import type { Change } from '../api/change.ts';
import type { ApiComponent } from '../component.ts';
import type { Reason } from '../reason.ts';
import { timings } from '../timings.ts';

const rootCertificate = { 'ca.crt': '(simulated certificate)' };

/** Creates both in a new namespace, and again if somebody deletes one. */
export function createNamespaceContents(): ApiComponent {
  return {
    name: 'serviceaccount-controller',
    sees: 'api',
    watches: ['Namespace', 'ServiceAccount', 'ConfigMap'],
    wakeDelayMs: timings.wakeMs.namespaceContents,
    wakes: (change: Change) => {
      if (change.kind === 'Namespace') return change.before === undefined ? [change.key] : [];
      const [namespace = '', name] = change.key.split('/');
      return change.after === undefined && (name === accountName || name === certificateName) ? [namespace] : [];
    },
    reconcile(key, client) {
      const namespace = client.view.get('Namespace', key);
      if (!namespace || namespace.metadata.deletionTimestamp !== undefined) return undefined;
      if (!client.view.get('ServiceAccount', `${key}/${accountName}`)) {
        const metadata = { name: accountName, namespace: key };
        client.create(
          { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
          reason('ServiceAccount', accountName, key),
        );
      }
      if (!client.view.get('ConfigMap', `${key}/${certificateName}`)) {
        const metadata = { name: certificateName, namespace: key };
        const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: rootCertificate } as const;
        client.create(configMap, reason('ConfigMap', certificateName, key));
      }
      return undefined;
    },
  };
}

const accountName = 'default';
const certificateName = 'kube-root-ca.crt';

const reason = (kind: string, name: string, namespace: string): Reason => ({
  rule: 'DEF-8',
  params: { kind, name, namespace },
});
