// A story's deeds as requests to the API server: how they are done, and how a scenario tells them.
import type { HttpRequest } from '../../engine/index.ts';
import { nodeName, setOf } from './story.ts';
import type { Deed, Shape } from './story.ts';

const sets = '/apis/apps/v1/namespaces/default/statefulsets';
const core = '/api/v1/namespaces/default';

/** The request that does a deed; faults are none. */
export function requestOf(shape: Shape, deed: Exclude<Deed, { do: 'strike' }>): HttpRequest {
  switch (deed.do) {
    case 'apply':
      return { method: 'POST', path: sets, body: setOf(shape) };
    case 'scale':
      return patchOfSet({ replicas: deed.replicas });
    case 'image':
      return patchOfSet({ template: { spec: { containers: [{ name: 'main', image: deed.image }] } } });
    case 'annotate':
      return patchOfSet({ template: { metadata: { annotations: { 'example.com/note': deed.value } } } });
    case 'partition':
      return patchOfSet({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: deed.partition } } });
    case 'delete-pod': {
      const { graceSeconds } = deed;
      const body = graceSeconds === undefined ? {} : { body: { gracePeriodSeconds: graceSeconds } };
      return { method: 'DELETE', path: `${core}/pods/web-${deed.ordinal}`, ...body };
    }
    case 'delete-claim':
      return { method: 'DELETE', path: `${core}/persistentvolumeclaims/data-web-${deed.ordinal}` };
    case 'delete-set':
      return { method: 'DELETE', path: `${sets}/web`, body: { propagationPolicy: deed.propagation } };
    case 'label':
      return patch(`${core}/pods/web-${deed.ordinal}`, { metadata: { labels: { app: deed.app } } });
    case 'cordon':
      return patch(`/api/v1/nodes/${nodeName(deed.node)}`, { spec: { unschedulable: deed.on } });
  }
}

const patchOfSet = (spec: object): HttpRequest => patch(`${sets}/web`, { spec });

const patch = (path: string, body: object): HttpRequest => ({
  method: 'PATCH',
  path,
  contentType: 'application/strategic-merge-patch+json',
  body,
});
