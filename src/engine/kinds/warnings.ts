// The server's warnings: the write succeeds, and kubectl prints them (DEF-17, STS-VAL-27, STS-VAL-29).
import { quoted } from './go-value.ts';
import { jsonField, jsonItems, jsonText } from './json.ts';
import type { PersistentVolumeClaim } from './persistent-volume-claim.ts';
import type { Container, Pod, PodSpec } from './pod.ts';
import { canonicalQuantity, quantityValue } from './quantity.ts';
import type { Service } from './service.ts';
import type { StatefulSet } from './stateful-set.ts';

export const podWarnings = ({ spec }: Pod): readonly string[] => inPodSpec(spec, 'spec');

export function statefulSetWarnings({ spec }: StatefulSet): readonly string[] {
  const warnings = inPodSpec(spec.template.spec, 'spec.template.spec');
  if ((spec.revisionHistoryLimit ?? 0) >= 0) return warnings;
  return [...warnings, `spec.revisionHistoryLimit: ${endlessHistory}`];
}

export function serviceWarnings({ spec }: Service): readonly string[] {
  if (spec.clusterIP !== 'None') return [];
  return [
    ...(spec.externalIPs?.length ? ['spec.externalIPs is ignored for headless services'] : []),
    ...(spec.sessionAffinity !== 'None' ? ['spec.SessionAffinity is ignored for headless services'] : []),
  ];
}

export const claimWarnings = ({ spec }: PersistentVolumeClaim): readonly string[] =>
  fractionWarnings(spec.resources?.requests, 'spec.resources.requests', 'storage');

const endlessHistory = 'a negative value retains all historical revisions; a value >= 0 is recommended';
const negativeGrace = 'must be >= 0; negative values are invalid and will be treated as 1';

function inPodSpec(spec: PodSpec, field: string): readonly string[] {
  const warnings = spec.containers.flatMap((container, at) => inContainer(container, `${field}.containers[${at}]`));
  if ((spec.terminationGracePeriodSeconds ?? 0) >= 0) return warnings;
  return [...warnings, `${field}.terminationGracePeriodSeconds: ${negativeGrace}`];
}

function inContainer({ resources, env }: Container, field: string): readonly string[] {
  if (!resources && env === undefined) return [];
  return [
    ...fractionWarnings(resources?.limits, `${field}.resources.limits`, 'memory'),
    ...fractionWarnings(resources?.requests, `${field}.resources.requests`, 'memory'),
    ...hiddenVariables(jsonItems(env), `${field}.env`),
  ];
}

/** `memory: 100m` is a tenth of a byte. */
function fractionWarnings(
  amounts: { readonly [name: string]: string } | undefined,
  field: string,
  name: string,
): readonly string[] {
  const amount = amounts?.[name];
  if (amount === undefined || Number.isInteger(quantityValue(amount) ?? 0)) return [];
  const written = quoted(canonicalQuantity(amount));
  return [`${field}[${name}]: fractional byte value ${written} is invalid, must be an integer`];
}

/** A variable set twice; one that builds on its earlier value is meant so. */
function hiddenVariables(env: ReturnType<typeof jsonItems>, field: string): readonly string[] {
  const seen = new Set<string>();
  return env.flatMap((variable, at) => {
    const name = jsonText(variable, 'name') ?? '';
    const isNew = !seen.has(name);
    seen.add(name);
    const builds = (jsonText(variable, 'value') ?? '').includes(`$(${name})`);
    if (isNew || (builds && jsonField(variable, 'valueFrom') === undefined)) return [];
    return [`${field}[${at}]: hides previous definition of ${quoted(name)}, which may be dropped when using apply`];
  });
}
