// Reading the parts of objects that pass through as plain JSON: a path that is not there answers undefined.
import type { Json } from './meta.ts';

export type JsonObject = { readonly [key: string]: Json };

export const isJsonObject = (json: unknown): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** The items of a list; none if it is no list. */
export const jsonItems = (json: Json | undefined): readonly Json[] => (Array.isArray(json) ? json : []);

/** The field of a JSON object, or undefined. */
export const jsonField = (json: Json | undefined, name: string): Json | undefined =>
  isJsonObject(json) && Object.hasOwn(json, name) ? json[name] : undefined;

/** The text there, or undefined. */
export const jsonText = (json: Json | undefined, name: string): string | undefined => {
  const value = jsonField(json, name);
  return typeof value === 'string' ? value : undefined;
};
