// Objects as YAML to read, block style throughout, as `kubectl get -o yaml` lays it out. The other way is parsing.
import { stringify } from 'yaml';

/** One document, ending with a newline. Keys stay in the object's own order. */
export const printYaml = (object: object): string => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false });
