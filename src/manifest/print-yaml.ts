// Objects as YAML to read, block style throughout, as `kubectl get -o yaml` lays it out. The other way is parsing.
import { stringify } from 'yaml';

/** One document, ending with a newline. Keys stay in the object's own order; what YAML 1.1 would not read as a text is quoted. */
export const printYaml = (object: object): string =>
  stringify(object, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false, indentSeq: false });
