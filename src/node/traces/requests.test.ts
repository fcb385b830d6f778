// Single API requests in the order in which a real cluster was asked them, and its answers: status, messages, details, bodies.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createCluster } from '../../engine/index.ts';
import { withReadBody } from '../../run/request-body.ts';
import { lacks } from './compare.ts';

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly contentType?: string;
  readonly accept?: string;
  readonly body?: unknown;
  readonly status: number;
  readonly answer?: unknown;
}

const recorded = JSON.parse(readFileSync(new URL('requests.json', import.meta.url), 'utf8')) as Recorded[];

const cluster = createCluster({
  seed: 1,
  startTimeMs: 0,
  nodes: [{ name: 'node-1', zone: 'zone-a', cpu: '4', memory: '3840Mi', pods: 110 }],
  images: [],
  featureGates: {},
});

/** Requests that cannot be answered yet, by their number, and why. */
const outOfReach: readonly (readonly [numbers: readonly number[], why: string])[] = [
  [[3], 'it lists DaemonSets, which are not simulated'],
];

/** The live object's own uid and version where the recording has a placeholder; another one where that is the point. */
function filledIn({ body, path, status, answer }: Recorded): unknown {
  const name = path.split('?')[0]?.split('/').at(-1) ?? '';
  const live = cluster.head.get('StatefulSet', `default/${name}`)?.metadata;
  const isUidWrong = JSON.stringify(answer ?? '').includes('not-it');
  const text = (JSON.stringify(body) ?? '""')
    .replaceAll('<uid>', isUidWrong ? 'not-it' : (live?.uid ?? ''))
    .replaceAll('<version>', status === 409 ? '1' : (live?.resourceVersion ?? ''))
    .replaceAll('<time>', live?.creationTimestamp ?? '');
  return JSON.parse(text) as unknown;
}

const hidden: { readonly [field: string]: string } = {
  uid: '<uid>',
  resourceVersion: '<version>',
  creationTimestamp: '<time>',
  deletionTimestamp: '<time>',
  lastTransitionTime: '<time>',
  buildDate: '<time>',
  continue: '<token>',
};

const chance =
  /\b(kube-api-access|made)-\w{5}\b|(?<=too old resource version: \d+ )\(\d+\)|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

const comparable = (value: unknown): unknown => {
  const text = JSON.stringify(value, (key, it: unknown) =>
    typeof it === 'string' ? (hidden[key] ?? it.replace(/^\d+s$/, '<age>')) : it,
  );
  return JSON.parse((text ?? 'null').replaceAll(chance, '<by chance>')) as unknown;
};

/** A watch answers with lines of JSON; the recording kept its only one. */
const readBody = (body: unknown, path: string): unknown =>
  path.includes('watch=1') && typeof body === 'string' ? JSON.parse(body) : body;

const far = new Map(outOfReach.flatMap(([numbers, why]) => numbers.map((at) => [at, why] as const)));

function differencesFrom(request: Recorded): readonly string[] {
  cluster.advanceTo(cluster.nowMs + 110);
  const { method, path, contentType, accept, body, status, answer } = request;
  const found = cluster.dispatch({
    http: withReadBody({
      method,
      path,
      ...(contentType ? { contentType } : {}),
      ...(accept ? { accept } : {}),
      ...(body === undefined ? {} : { body: filledIn(request) }),
    }),
  });
  const differences = lacks(comparable(answer), comparable(readBody(found.body, path)), 'body');
  return found.code === status ? differences : [`expected ${status}, here ${found.code}`, ...differences];
}

recorded.forEach((request, at) => {
  const { method, path, status } = request;
  const why = far.get(at);
  const title = `${at}, ${method} ${path}, ${status}`;
  if (why === undefined)
    test(`API-30, API-31, API-33, API-39, API-40, API-41, API-43, API-51, PATCH-1, TBL-1, TBL-2, TBL-4, TBL-5: ${title}`, () =>
      expect(differencesFrom(request)).toEqual([]));
  else test(`still out of reach: ${title}: ${why}`, () => expect(differencesFrom(request)).not.toEqual([]));
});
