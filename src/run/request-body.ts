// The body of a request that is written as YAML: the engine itself reads JSON only (API-41).
import type { HttpRequest } from '../engine/index.ts';
import { parseManifest } from '../manifest/manifest.ts';

const yamlTypes: readonly string[] = ['application/yaml', 'application/apply-patch+yaml'];

/** The request with its YAML read; one that is no YAML goes on as it is, and is refused by the server. */
export function withReadBody(request: HttpRequest): HttpRequest {
  const { body, contentType = '' } = request;
  if (typeof body !== 'string' || !yamlTypes.includes(contentType)) return request;
  const read = parseManifest(body).documents[0]?.body;
  return read ? { ...request, body: read } : request;
}
