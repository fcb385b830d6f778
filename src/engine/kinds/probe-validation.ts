// What probes must obey (API-65).
import { checkNotNegative, forbidden, invalidValue, required, unsupported } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import type { Container, Probe } from './pod.ts';
import { checkPort } from './port-validation.ts';

/** Mistakes of a container's three probes. */
export function checkProbes(container: Container, field: string, errors: FieldError[]): void {
  const { livenessProbe, readinessProbe, startupProbe } = container;
  if (livenessProbe) {
    checkProbe(livenessProbe, `${field}.livenessProbe`, errors);
    checkOneSuccess(livenessProbe, `${field}.livenessProbe`, errors);
  }
  if (readinessProbe) {
    checkProbe(readinessProbe, `${field}.readinessProbe`, errors);
    const grace = readinessProbe.terminationGracePeriodSeconds;
    if (grace !== undefined) {
      const path = `${field}.readinessProbe.terminationGracePeriodSeconds`;
      errors.push(invalidValue(path, grace, 'must not be set for readinessProbes'));
    }
  }
  if (startupProbe) {
    checkProbe(startupProbe, `${field}.startupProbe`, errors);
    checkOneSuccess(startupProbe, `${field}.startupProbe`, errors);
  }
}

function checkOneSuccess({ successThreshold }: Probe, field: string, errors: FieldError[]): void {
  if (successThreshold !== 1)
    errors.push(invalidValue(`${field}.successThreshold`, successThreshold ?? 0, 'must be 1'));
}

const numbers = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

function checkProbe(probe: Probe, field: string, errors: FieldError[]): void {
  checkHandler(probe, field, errors);
  for (const name of numbers) checkNotNegative(probe[name], `${field}.${name}`, errors);
  const grace = probe.terminationGracePeriodSeconds;
  if (grace !== undefined && grace <= 0)
    errors.push(invalidValue(`${field}.terminationGracePeriodSeconds`, grace, 'must be greater than 0'));
}

const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;

function checkHandler(probe: Probe, field: string, errors: FieldError[]): void {
  const [first, ...others] = handlers.filter((name) => probe[name] !== undefined);
  if (first === undefined) errors.push(required(field, 'must specify a handler type'));
  if (first === 'exec' && !probe.exec?.command?.length) errors.push(required(`${field}.exec.command`));
  if (first === 'httpGet' && probe.httpGet) checkHttpGet(probe.httpGet, `${field}.httpGet`, errors);
  if (first === 'tcpSocket' && probe.tcpSocket) checkPort(probe.tcpSocket.port ?? 0, `${field}.tcpSocket.port`, errors);
  for (const name of others) errors.push(forbidden(`${field}.${name}`, 'may not specify more than 1 handler type'));
}

function checkHttpGet(action: NonNullable<Probe['httpGet']>, field: string, errors: FieldError[]): void {
  if (!action.path) errors.push(required(`${field}.path`));
  checkPort(action.port ?? 0, `${field}.port`, errors);
  if (action.scheme !== 'HTTP' && action.scheme !== 'HTTPS')
    errors.push(unsupported(`${field}.scheme`, action.scheme ?? '', ['HTTP', 'HTTPS']));
}
