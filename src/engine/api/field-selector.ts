// Field selectors of requests: which fields of which kind can be asked for, and what the server says of others (WATCH-4).
import type { ApiObject, Kind } from '../kinds/kinds.ts';
import { kindFacts } from '../kinds/kinds.ts';
import { badRequest } from './status.ts';
import type { Status } from './status.ts';

export type ParsedFields =
  { readonly ok: true; matches(object: ApiObject): boolean } | { readonly ok: false; readonly status: Status };

const everyKind = ['metadata.name', 'metadata.namespace'];

const fieldsOf: { readonly [K in Kind]?: readonly string[] } = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  Node: ['spec.unschedulable'],
  Namespace: ['status.phase'],
  Service: ['spec.clusterIP', 'spec.type'],
  Secret: ['type'],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
};

interface Term {
  readonly field: string;
  readonly isEqual: boolean;
  readonly value: string;
}

/** WATCH-4: `metadata.name=web-0,status.phase!=Running`. The empty text selects everything. */
export function parseFieldSelector(kind: Kind, text: string): ParsedFields {
  const terms: Term[] = [];
  for (const part of text.split(/(?<!\\),/)) {
    if (part === '') continue;
    const term = parsedTerm(part);
    if (!term) return refused(`invalid selector: '${text}'; can't understand '${part}'`);
    if (!everyKind.includes(term.field) && !fieldsOf[kind]?.includes(term.field))
      return refused(unknownField(kind, term.field));
    terms.push(term);
  }
  return {
    ok: true,
    matches: (object) => terms.every(({ field, isEqual, value }) => (valueAt(object, field) === value) === isEqual),
  };
}

const refused = (message: string): ParsedFields => ({ ok: false, status: badRequest(message) });

function unknownField(kind: Kind, field: string): string {
  return kindFacts[kind].group === ''
    ? `field label not supported: ${field}`
    : `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
}

function parsedTerm(text: string): Term | undefined {
  const match = /^([^=!]*)(!=|==|=)(.*)$/s.exec(text);
  if (!match) return undefined;
  const [, field = '', operator, value = ''] = match;
  return { field, isEqual: operator !== '!=', value: value.replace(/\\([\\,=])/g, '$1') };
}

/** A field as a selector sees it: texts as they are, booleans as `true` and `false`, what is not there as ''. */
function valueAt(object: ApiObject, field: string): string {
  if (object.kind === 'Event' && field === 'source') return object.source.component ?? object.reportingComponent;
  let value: unknown = object;
  for (const name of field.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return absent(field);
    value = (value as { readonly [key: string]: unknown })[name];
  }
  if (Array.isArray(value)) return value.map((it: { readonly ip?: string }) => it.ip ?? '').join(',');
  return String(value);
}

const absent = (field: string): string =>
  field === 'spec.unschedulable' || field === 'spec.hostNetwork' ? 'false' : '';
