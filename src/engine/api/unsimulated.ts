// What an object asks for that Kubernetes would act on and this version does not yet; for whoever applies a user's text.
import { definitions } from '../kinds/definitions.ts';
import type { KindDefinition, Unsimulated } from '../kinds/definitions.ts';
import type { ApiObject } from '../kinds/kinds.ts';

/** `object` as the server would store it; `old` as it stands there now. */
export function unsimulatedIn(object: ApiObject, old: ApiObject | undefined): readonly Unsimulated[] {
  // The row of an object's kind takes objects of that kind: TypeScript cannot tie the two together.
  const definition = definitions[object.kind] as unknown as KindDefinition<ApiObject>;
  return definition.notSimulated(object, old);
}
