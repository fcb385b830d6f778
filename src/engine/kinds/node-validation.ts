// What nodes must obey: their metadata and taints.
import type { FieldError } from './field-error.ts';
import { checkMetadata, checkMetadataUpdate } from './metadata-validation.ts';
import type { Node } from './node.ts';
import { checkTaints } from './toleration-validation.ts';

/** Mistakes of a new node. */
export function nodeMistakes(node: Node): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadata(node.metadata, errors);
  checkTaints(node.spec.taints ?? [], 'spec.taints', errors);
  return errors;
}

/** Mistakes of a node that replaces `old`. */
export function nodeUpdateMistakes(node: Node, old: Node): readonly FieldError[] {
  const errors: FieldError[] = [];
  checkMetadataUpdate(node.metadata, old.metadata, errors);
  if (node.spec.taints !== old.spec.taints) checkTaints(node.spec.taints ?? [], 'spec.taints', errors);
  return errors;
}
