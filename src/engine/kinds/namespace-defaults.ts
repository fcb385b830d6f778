// What the API server fills in of a Namespace: the label by which it is selected, and the finalizer of its content (DEF-7).
import { filled, replaced } from './filled.ts';
import type { StringMap } from './meta.ts';
import type { Namespace } from './namespace.ts';

const nameLabel = 'kubernetes.io/metadata.name';

/** The namespace with its defaults; the same one if nothing was missing. */
export function namespaceWithDefaults(namespace: Namespace): Namespace {
  const { labels = {}, name } = namespace.metadata;
  const labelled: StringMap = labels[nameLabel] === name || name === '' ? labels : { ...labels, [nameLabel]: name };
  const metadata = labelled === labels ? namespace.metadata : { ...namespace.metadata, labels: labelled };
  const spec = filled(namespace.spec ?? {}, { finalizers: ['kubernetes'] });
  return replaced(replaced(namespace, 'metadata', metadata), 'spec', spec);
}
