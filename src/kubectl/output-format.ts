// What -o asks for, read before anything is fetched (K-112).
import { JsonPathError, parsePath, parseTemplate } from './json-path.ts';
import type { PathStep, TemplatePart } from './json-path.ts';

export type OutputFormat =
  | { readonly kind: 'table'; readonly wide: boolean }
  | { readonly kind: 'yaml' | 'json' | 'name' }
  | { readonly kind: 'jsonpath'; readonly parts: readonly TemplatePart[] }
  | { readonly kind: 'columns'; readonly columns: readonly CustomColumn[] };

export interface CustomColumn {
  readonly head: string;
  readonly path: readonly PathStep[];
}

const known =
  'custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml';

/** kubectl's complaint as `message`. */
export function outputFormat(output: string | undefined): OutputFormat | { readonly message: string } {
  if (output === undefined || output === '') return { kind: 'table', wide: false };
  const equals = output.indexOf('=');
  const name = equals < 0 ? output : output.slice(0, equals);
  const value = equals < 0 ? '' : output.slice(equals + 1);
  if (name === 'jsonpath') return jsonPath(value);
  if (name === 'custom-columns') return customColumns(value);
  if (output === 'wide') return { kind: 'table', wide: true };
  if (output === 'yaml' || output === 'json' || output === 'name') return { kind: output };
  if (known.split(',').includes(name)) return { message: `kubectl get -o ${name} is not simulated yet` };
  return {
    message: `unable to match a printer suitable for the output format "${output}", allowed formats are: ${known}`,
  };
}

function jsonPath(template: string): OutputFormat | { readonly message: string } {
  if (template === '') return { message: 'template format specified but no template given' };
  try {
    return { kind: 'jsonpath', parts: parseTemplate(template.includes('{') ? template : `{${template}}`) };
  } catch (error) {
    return { message: `error parsing jsonpath ${template}, ${reasonOf(error)}` };
  }
}

function customColumns(spec: string): OutputFormat | { readonly message: string } {
  if (spec === '') return { message: 'custom-columns format specified but no custom columns given' };
  const columns: CustomColumn[] = [];
  for (const part of spec.split(',')) {
    const colon = part.indexOf(':');
    if (colon < 0) {
      return { message: `unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>` };
    }
    try {
      columns.push({ head: part.slice(0, colon), path: parsePath(part.slice(colon + 1)) });
    } catch (error) {
      return { message: `error parsing jsonpath ${part.slice(colon + 1)}, ${reasonOf(error)}` };
    }
  }
  return { kind: 'columns', columns };
}

/** Throws what is no mistake of a template. */
export function reasonOf(error: unknown): string {
  if (error instanceof JsonPathError) return error.message;
  throw error;
}
