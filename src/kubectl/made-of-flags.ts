// Objects that `kubectl create` makes of its words and flags: Namespaces, ConfigMaps and Secrets.
import type { Kind } from '../engine/index.ts';
import { apiVersionOf, kindFacts } from '../engine/index.ts';
import type { ParsedLine } from './flags.ts';
import type { FileObject } from './manifest-file.ts';

export interface MadeObject extends Omit<FileObject, 'source'> {
  /** What is said before the server's refusal; absent where kubectl hands it on as it is. */
  readonly failing?: string;
}

interface Form {
  /** The words after `create`; the name comes next. */
  readonly words: readonly (readonly string[])[];
  readonly kind: Kind;
  readonly failing?: string;
  /** The field that literals go to. */
  readonly field?: string;
  readonly twice?: (key: string, name: string) => string;
}

const forms: readonly Form[] = [
  { words: [['namespace', 'ns']], kind: 'Namespace' },
  {
    words: [['configmap', 'cm']],
    kind: 'ConfigMap',
    field: 'data',
    failing: 'failed to create configmap: ',
    twice: (key, name) =>
      `cannot add key "${key}", another key by that name already exists in Data for ConfigMap "${name}"`,
  },
  {
    words: [['secret'], ['generic']],
    kind: 'Secret',
    field: 'stringData',
    failing: 'failed to create secret ',
    twice: (key) => `cannot add key ${key}, another key by that name already exists`,
  },
];

/** The object a line asks for, a text that says what is wrong with the line, or undefined if such objects are not made here. */
export function madeOfFlags(line: ParsedLine, namespace: string): MadeObject | string | undefined {
  const form = forms.find(({ words }) => words.every((known, at) => known.includes(line.args[at] ?? '')));
  if (!form) return undefined;
  const { kind, words, field, failing } = form;
  const [name = '', ...more] = line.args.slice(words.length);
  if (name === '' || more.length > 0) {
    const help = `See 'kubectl create ${words.map(([word]) => word).join(' ')} -h' for help and examples`;
    return `exactly one NAME is required, got ${line.args.length - words.length}\n${help}`;
  }
  const data = literals(line.each('from-literal'), form, name);
  if (typeof data === 'string') return data;
  const place = kindFacts[kind].namespaced ? { namespace } : {};
  const type = line.text('type');
  const body = {
    ...{ apiVersion: apiVersionOf(kind), kind, metadata: { name, ...place } },
    ...(field !== undefined && Object.keys(data).length > 0 ? { [field]: data } : {}),
    ...(kind === 'Secret' && type ? { type } : {}),
  };
  return { kind, name, ...place, body, ...(failing === undefined ? {} : { failing }) };
}

function literals(
  sources: readonly string[],
  { twice }: Form,
  name: string,
): string | { readonly [key: string]: string } {
  const data = new Map<string, string>();
  for (const source of sources) {
    const equals = source.indexOf('=');
    if (equals < 1) return `invalid literal source ${source}, expected key=value`;
    const key = source.slice(0, equals);
    if (data.has(key) && twice) return twice(key, name);
    data.set(key, source.slice(equals + 1).replace(/^["']+|["']+$/g, ''));
  }
  return Object.fromEntries(data);
}
