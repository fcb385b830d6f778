// A condition that a step or the end of a run waits for: `quiet`, or what `kubectl wait --for=` takes and then the object.
// Only its reading is here; whether it is met is for the run to say.

export interface WhenTarget {
  /** As written before the slash: `pod`, `sts`, `pvc`. */
  readonly resource: string;
  readonly name: string;
  readonly namespace: string;
}

/** One step into an object: a field, an index, or the items whose field equals a text. */
export type PathStep = string | number | { readonly where: readonly (string | number)[]; readonly equals: string };

export type When =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'condition'; readonly type: string; readonly status: string; readonly target: WhenTarget }
  | { readonly kind: 'delete' | 'create'; readonly target: WhenTarget }
  /** Without `value`: waits until the path yields anything. */
  | {
      readonly kind: 'jsonpath';
      readonly path: readonly PathStep[];
      readonly value?: string;
      readonly target: WhenTarget;
    };
