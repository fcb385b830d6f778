// The answers to a list or watch from a version that is not there yet (API-44), or no longer (API-43).
import type { Status } from './status.ts';

export const expired = {
  tooNew: (asked: number, current: number): Status => ({
    ...{ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' },
    message: `Timeout: Too large resource version: ${asked}, current: ${current}`,
    reason: 'Timeout',
    details: { causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }] },
    code: 504,
  }),
  tooOld: (asked: number, oldest: number): Status => ({
    ...{ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' },
    message: `too old resource version: ${asked} (${oldest})`,
    reason: 'Expired',
    code: 410,
  }),
};
