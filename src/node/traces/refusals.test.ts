// The API's answers to manifests that a real cluster refused (or, here and there, surprisingly did not), word for word.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Answer, Cluster } from '../../engine/index.ts';
import { createCluster, kinds } from '../../engine/index.ts';
import { parseManifest } from '../../manifest/manifest.ts';
import type { Body } from '../../manifest/manifest.ts';

interface Refusal {
  readonly name: string;
  readonly manifest: string;
  readonly given?: readonly string[];
  readonly api?: { readonly method: 'POST' | 'PUT'; readonly status: number; readonly body: unknown };
}

const refusals = (JSON.parse(readFileSync(new URL('refusals.json', import.meta.url), 'utf8')) as Refusal[]).filter(
  ({ api }) => api,
);

test.each(refusals)('API-30, API-37, API-48, API-50, STS-VAL-0a, STS-VAL-0b, STS-VAL-0c: $name', (refusal) => {
  const answer = answerTo(refusal);
  expect({ status: answer.code, body: comparable(answer.body) }).toEqual({
    status: refusal.api?.status,
    body: comparable(refusal.api?.body),
  });
});

function answerTo({ manifest, given = [], api }: Refusal): Answer {
  const cluster = createCluster({ seed: 1, startTimeMs: 0, nodes: [], images: [], featureGates: {} });
  for (const text of given) ask(cluster, 'POST', text);
  return ask(cluster, api?.method ?? 'POST', manifest);
}

function ask(cluster: Cluster, method: 'POST' | 'PUT', text: string): Answer {
  const body = bodyOf(text);
  const kind = kinds.find((it) => it === body['kind']);
  if (!kind) throw new Error(`${String(body['kind'])} must be a simulated kind`);
  const target = { kind, namespace: 'default', body, fieldValidation: 'Strict' } as const;
  const { name = '' } = body['metadata'] as { readonly name?: string };
  return cluster.dispatch({
    request: method === 'POST' ? { ...target, verb: 'create' } : { ...target, verb: 'update', name },
  });
}

function bodyOf(text: string): Body {
  const body = parseManifest(text).documents[0]?.body;
  if (!body) throw new Error('the manifest of a refusal must be readable');
  return body;
}

/** An accepted object counts by its kind alone, as it is recorded; names that end by chance count without their end. */
function comparable(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('kind' in body)) return body;
  if (body.kind !== 'Status') return { kind: body.kind };
  return JSON.parse(JSON.stringify(body).replaceAll(/kube-api-access-\w{5}/g, 'kube-api-access-<random>'));
}
