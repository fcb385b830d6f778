// Objects as -o yaml, json, name, jsonpath and custom-columns show them.
import type { ApiObject } from '../engine/index.ts';
import { printYaml } from '../manifest/print-yaml.ts';
import { goJsonLines } from './go-json.ts';
import { printTemplate, printedValue, valuesAt } from './json-path.ts';
import type { OutputFormat } from './output-format.ts';
import { printTable } from './print-table.ts';
import { subjectOf } from './resource.ts';

export type ObjectFormat = Exclude<OutputFormat, { kind: 'table' }>;

/**
 * `one`: a single object was asked for by name, so that it is not shown as a List. `owners`: YAML and JSON show managed fields
 * (API-13). Throws a JsonPathError.
 */
export function printObjects(
  format: ObjectFormat,
  found: readonly ApiObject[],
  { one, heads, owners = false }: { readonly one: boolean; readonly heads: boolean; readonly owners?: boolean },
): string {
  const isText = format.kind === 'yaml' || format.kind === 'json';
  const objects = isText && !owners ? found.map(withoutOwners) : found;
  if (format.kind === 'name')
    return objects.map(({ kind, metadata }) => `${subjectOf(kind, metadata.name)}\n`).join('');
  if (format.kind === 'columns') {
    const rows = objects.map((object) =>
      format.columns.map(({ path }) => valuesAt(path, object).map(printedValue).join(',') || '<none>'),
    );
    return printTable(heads ? [format.columns.map(({ head }) => head), ...rows] : rows);
  }
  const [first] = objects;
  const shown =
    one && first ? first : { apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } };
  if (format.kind === 'jsonpath') return printTemplate(format.parts, shown);
  return format.kind === 'yaml' ? printYaml(sorted(shown) as object) : `${goJsonLines(shown)}\n`;
}

function withoutOwners(object: ApiObject): ApiObject {
  if (!object.metadata.managedFields) return object;
  const { managedFields: _hidden, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/** Keys in alphabetical order, all the way down. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
