// What Kubernetes allows as names and labels, and its sentence for each mistake (API-14, API-68). Every function answers the
// list of mistakes, empty when there is none.

const labelText = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const label = new RegExp(`^${labelText}$`);
const subdomainText = `${labelText}(\\.${labelText})*`;
const subdomain = new RegExp(`^${subdomainText}$`);
const qualified = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const labelMistake = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${labelText}')`;
const subdomainMistake = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomainText}')`;
const qualifiedMistake = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`;
const labelValueMistake = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`;

const none: readonly string[] = [];

/** A DNS-1123 label (API-14): at most 63 characters. */
export function dnsLabelMistakes(text: string): readonly string[] {
  if (text.length <= 63 && label.test(text)) return none;
  return [
    ...(text.length > 63 ? ['must be no more than 63 characters'] : []),
    ...(label.test(text) ? [] : [subdomain.test(text) ? 'must not contain dots' : labelMistake]),
  ];
}

/** A DNS-1123 subdomain (API-14): labels joined by dots, at most 253 characters. */
export function dnsSubdomainMistakes(text: string): readonly string[] {
  if (text.length <= 253 && subdomain.test(text)) return none;
  return [
    ...(text.length > 253 ? ['must be no more than 253 characters'] : []),
    ...(subdomain.test(text) ? [] : [subdomainMistake]),
  ];
}

/** The key of a label or annotation, a finalizer, a taint: `[PREFIX/]NAME` (API-68). */
export function labelKeyMistakes(key: string): readonly string[] {
  if (key.length <= 63 && qualified.test(key)) return none;
  const parts = key.split('/');
  if (parts.length > 2)
    return [
      `a valid label key ${qualifiedMistake} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  const [prefix, name = ''] = parts.length === 2 ? parts : [undefined, key];
  const mistakes: string[] = [];
  if (prefix === '') mistakes.push('prefix part must be non-empty');
  else if (prefix !== undefined)
    for (const mistake of dnsSubdomainMistakes(prefix)) mistakes.push(`prefix part ${mistake}`);
  if (name === '') mistakes.push('name part must be non-empty');
  else if (name.length > 63) mistakes.push('name part must be no more than 63 characters');
  if (!qualified.test(name)) mistakes.push(`name part ${qualifiedMistake}`);
  return mistakes;
}

/** The value of a label (API-68): empty, or at most 63 characters. */
export function labelValueMistakes(value: string): readonly string[] {
  if (value === '' || (value.length <= 63 && qualified.test(value))) return none;
  return [
    ...(value.length > 63 ? ['must be no more than 63 characters'] : []),
    ...(qualified.test(value) ? [] : [labelValueMistake]),
  ];
}
