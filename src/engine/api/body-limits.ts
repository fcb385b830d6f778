// How large and how deep a request's body may be. Bodies come from links and from the network, so they are measured before
// anything walks them.

/** The real server's limit of a request. */
export const maxBodyBytes = 3 * 1024 * 1024;
/** Far above what any field needs, far below what a walk by recursion stands. Go's own limit is 10000. */
export const maxBodyDepth = 200;

/** What is too much about a body; undefined if nothing is. Bytes are counted as characters of compact JSON. */
export function excess(body: unknown): 'size' | 'depth' | undefined {
  let size = 0;
  const pending: { readonly value: unknown; readonly depth: number }[] = [{ value: body, depth: 1 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, depth } = next;
    if (depth > maxBodyDepth) return 'depth';
    size += 1 + (typeof value === 'string' ? value.length + 2 : 4);
    if (size > maxBodyBytes) return 'size';
    if (typeof value !== 'object' || value === null) continue;
    for (const key of Object.keys(value)) {
      size += Array.isArray(value) ? 0 : key.length + 3;
      pending.push({ value: (value as { readonly [key: string]: unknown })[key], depth: depth + 1 });
    }
  }
  return undefined;
}
