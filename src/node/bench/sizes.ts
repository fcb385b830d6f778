// Measures what a browser has to load: built JavaScript after gzip -9, in thousands of bytes, of an entry that names rooms, and
// of files of the built page.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import type { Plugin } from 'vite';
import { projectRoot } from '../tidy/source-text.ts';

const entryName = 'virtual:entry';

/** Size in kB of everything these files of `src/` bring along, bundled and minified by themselves. */
export async function bundledSize(files: readonly string[]): Promise<number> {
  const entry: Plugin = {
    name: 'entry',
    resolveId: (id) => (id === entryName ? `\0${id}` : undefined),
    load: (id) =>
      id === `\0${entryName}`
        ? files.map((file, at) => `export * as room${at} from '${projectRoot}src/${file}';`).join('\n')
        : undefined,
  };
  const result = await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'error',
    plugins: [entry],
    build: {
      write: false,
      target: 'es2022',
      rollupOptions: { input: entryName, preserveEntrySignatures: 'strict' },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const codes = outputs.flatMap((one) =>
    'output' in one ? one.output.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])) : [],
  );
  return codes.reduce((sum, code) => sum + gzipped(code), 0);
}

/** Size in kB of files of dist/, each compressed alone, as a server sends them. */
export const servedSize = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipped(readFileSync(`${projectRoot}dist/${file}`)), 0);

const gzipped = (content: string | Buffer): number => gzipSync(content, { level: 9 }).length / 1_000;
