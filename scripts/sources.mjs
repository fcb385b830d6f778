// Whether the built page is still that of the sources: a fingerprint of everything a build reads.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './install.mjs';

const read = ['index.html', 'package-lock.json', 'public', 'src', 'tsconfig.json', 'vite.config.ts'];
const stamp = path.join(root, '.cache', 'built');

/** dist/ exists and was built from just these sources. */
export const isBuilt = () =>
  existsSync(path.join(root, 'dist', 'index.html')) &&
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === fingerprint();

/** Remembers that dist/ belongs to these sources; take the fingerprint before building. */
export function noteBuild(print) {
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, print);
}

export function fingerprint() {
  const hash = createHash('sha256');
  for (const file of read.flatMap(filesUnder).sort()) {
    hash.update(`${file}\0`);
    hash.update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function filesUnder(name) {
  const place = path.join(root, name);
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [name];
  return readdirSync(place).flatMap((entry) => filesUnder(`${name}/${entry}`));
}
