// What the volumes of a Pod must obey (API-65).
import { duplicate, forbidden, invalidValue, pushInvalid, required, unsupported } from './field-error.ts';
import type { FieldError } from './field-error.ts';
import { jsonField, jsonText } from './json.ts';
import type { Json } from './meta.ts';
import { dnsLabelMistakes } from './names.ts';
import type { Volume } from './pod.ts';

/** Mistakes of volumes; answers the names of those that have none, which containers may mount. */
export function checkVolumes(volumes: readonly Volume[], field: string, errors: FieldError[]): ReadonlySet<string> {
  const names = new Set<string>();
  volumes.forEach((volume, at) => {
    const found: FieldError[] = [];
    const path = `${field}[${at}]`;
    checkSource(volume, path, found);
    if (!volume.name) found.push(required(`${path}.name`));
    else pushInvalid(found, `${path}.name`, volume.name, dnsLabelMistakes(volume.name));
    if (names.has(volume.name)) found.push(duplicate(`${path}.name`, volume.name));
    if (found.length === 0) names.add(volume.name);
    errors.push(...found);
  });
  return names;
}

/** In the order in which the server looks for them; of several the later ones are forbidden. */
const sourceNames = [
  'emptyDir',
  'hostPath',
  'secret',
  'nfs',
  'iscsi',
  'persistentVolumeClaim',
  'downwardAPI',
  'configMap',
  'projected',
  'csi',
  'ephemeral',
  'image',
];

function checkSource(volume: Volume, field: string, errors: FieldError[]): void {
  const given = Object.keys(volume).filter((key) => key !== 'name');
  if (given.length === 0) errors.push(required(field, 'must specify a volume type'));
  const [first, ...others] = given.length > 1 ? given.toSorted((a, b) => placeOf(a) - placeOf(b)) : given;
  if (first !== undefined) checkFirstSource(volume, first, `${field}.${first}`, errors);
  for (const name of others) errors.push(forbidden(`${field}.${name}`, 'may not specify more than 1 volume type'));
}

const placeOf = (source: string): number =>
  sourceNames.includes(source) ? sourceNames.indexOf(source) : sourceNames.length;

function checkFirstSource(volume: Volume, name: string, field: string, errors: FieldError[]): void {
  if (name === 'persistentVolumeClaim' && !volume.persistentVolumeClaim?.claimName)
    errors.push(required(`${field}.claimName`));
  if (name === 'hostPath') checkHostPath(volume.hostPath, field, errors);
  if (name === 'secret') checkFiles(volume.secret, 'secretName', field, errors);
  if (name === 'configMap') checkFiles(volume.configMap, 'name', field, errors);
}

const pathTypes = ['BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket', ''];

/** A path on the machine, of a Pod's volume or of a PersistentVolume. */
export function checkHostPath(source: Json | undefined, field: string, errors: FieldError[]): void {
  const path = jsonText(source, 'path') ?? '';
  const type = jsonText(source, 'type') ?? '';
  if (path === '') errors.push(required(`${field}.path`));
  else if (path.split('/').includes('..')) errors.push(invalidValue(`${field}.path`, path, "must not contain '..'"));
  if (!pathTypes.includes(type)) errors.push(unsupported(`${field}.type`, type, pathTypes.toSorted()));
}

const modeRange = 'must be a number between 0 and 0777 (octal), both inclusive';

function checkFiles(source: Json | undefined, nameField: string, field: string, errors: FieldError[]): void {
  if (!jsonText(source, nameField)) errors.push(required(`${field}.${nameField}`));
  const mode = jsonField(source, 'defaultMode');
  if (typeof mode === 'number' && (mode < 0 || mode > 0o777))
    errors.push(invalidValue(`${field}.defaultMode`, mode, modeRange));
}
