// A story as a scenario that `npm run sim` plays: what a failed property prints, so that anybody can see it happen.
import type { Fault } from '../../engine/index.ts';
import { requestOf } from './requests.ts';
import { nodeNames, service, setOf, storageClass } from './story.ts';
import type { Deed, Shape, Story } from './story.ts';

/** When the first deed may be: by then every document has been applied. */
export const firstDeedMs = 100;

/** The scenario's text; JSON inside YAML, a line for each step and document. */
export function scenarioText({ shape, steps }: Story): string {
  let atMs = firstDeedMs;
  const lines = steps.map(({ afterMs, deed }) => `    - ${stepOf((atMs += afterMs), shape, deed)}`);
  const documents = [storageClass, service, setOf(shape)].map((document) => `---\n${JSON.stringify(document)}`);
  return [header(shape), lines.length > 0 ? '  steps:' : '  steps: []', ...lines, ...documents, ''].join('\n');
}

const header = ({ seed }: Shape): string => `apiVersion: ordinal.dev/v1
kind: Scenario
metadata: {name: story}
spec:
  seed: ${seed}
  nodes: [${nodeNames.map((name, at) => `{name: ${name}, zone: zone-${at}, cpu: 4, memory: 3840Mi}`).join(', ')}]
  images:
    - {match: plain, pull: 500ms, start: 0s, stop: 1s}
    - {match: slow, pull: 17s, start: 700ms, ready: 4s, stop: 6s}
    - {match: deaf, pull: 500ms, start: 0s, stop: never}
    - {match: missing, pull: error, start: 0s, stop: 1s}
    - {match: crashing, pull: 500ms, start: 0s, stop: 1s, exit: {code: 1, after: 1500ms}}
    - {match: ending, pull: 500ms, start: 0s, stop: 1s, exit: {code: 0, after: 40s}}
  end: 5s`;

const stepOf = (atMs: number, shape: Shape, deed: Deed): string =>
  JSON.stringify({
    at: `${atMs}ms`,
    ...(deed.do === 'strike' ? { run: lineOf(deed.fault) } : { request: requestOf(shape, deed) }),
  });

const lineOf = (fault: Fault): string =>
  'node' in fault
    ? `chaos ${fault.kind} node/${fault.node}`
    : `chaos ${fault.kind} pod/${fault.pod.slice(fault.pod.indexOf('/') + 1)}`;
