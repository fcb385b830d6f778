// A story as a scenario that `npm run sim` plays: what a failed property prints, so that anybody can see it happen.
import type { Fault } from '../../engine/index.ts';
import { nodeNames, zoneNames } from './story.ts';
import type { Deed, Setting, Story } from './story.ts';

/** When the first deed may be: by then every document has been applied. */
export const firstDeedMs = 1000;

/** The scenario's text; JSON inside YAML, a line for each step and document. */
export function scenarioText({ setting, steps }: Story): string {
  let atMs = firstDeedMs;
  const lines = steps.map(({ afterMs, deed }) => `    - ${stepOf((atMs += afterMs), deed)}`);
  const documents = setting.documents.map((document) => `---\n${JSON.stringify(document)}`);
  return [header(setting), lines.length > 0 ? '  steps:' : '  steps: []', ...lines, ...documents, ''].join('\n');
}

const header = ({ seed, gate }: Setting): string => `apiVersion: ordinal.dev/v1
kind: Scenario
metadata: {name: story}
spec:
  seed: ${seed}
  featureGates: {MaxUnavailableStatefulSet: ${gate}}
  nodes: [${nodeNames.map((name, at) => `{name: ${name}, zone: ${zoneNames[at]}, cpu: 4, memory: 3840Mi}`).join(', ')}]
  images:
    - {match: plain, pull: 500ms, start: 0s, stop: 1s}
    - {match: slow, pull: 17s, start: 700ms, ready: 4s, stop: 6s}
    - {match: deaf, pull: 500ms, start: 0s, stop: never}
    - {match: missing, pull: error, start: 0s, stop: 1s}
    - {match: crashing, pull: 500ms, start: 0s, stop: 1s, exit: {code: 1, after: 1500ms}}
    - {match: ending, pull: 500ms, start: 0s, stop: 1s, exit: {code: 0, after: 40s}}
    - {match: task, pull: 500ms, start: 0s, stop: 1s, exit: {code: 0, after: 2s}}
  end: 5s`;

const stepOf = (atMs: number, deed: Deed): string =>
  JSON.stringify({
    at: `${atMs}ms`,
    ...('fault' in deed ? { run: lineOf(deed.fault) } : { request: deed.request }),
  });

/** The `chaos` line of a fault. */
function lineOf(fault: Fault): string {
  if (fault.kind === 'pressure') return `chaos pressure node/${fault.node} --of ${fault.resource}`;
  if ('node' in fault) return `chaos ${fault.kind} node/${fault.node}`;
  if ('claim' in fault) return `chaos ${fault.kind} pvc/${nameOf(fault.claim)}`;
  if ('storageClass' in fault) return `chaos ${fault.kind} ${fault.work} sc/${fault.storageClass}`;
  return `chaos ${fault.kind} pod/${nameOf(fault.pod)}`;
}

/** Of `namespace/name`, the name. */
const nameOf = (key: string): string => key.slice(key.indexOf('/') + 1);
