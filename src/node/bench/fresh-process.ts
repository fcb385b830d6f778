// Runs one measurement several times, each in a process of its own, so that nothing is warm and no heap is left over.
import { execFileSync } from 'node:child_process';
import { build } from 'vite';
import { projectRoot } from '../tidy/source-text.ts';

/** On a machine that has little time to spare, each thing is measured once. */
export const isOnce = process.argv.includes('--once');

/** As deep below the root as the sources are: what reads the specification finds the root by that. */
const folder = `${projectRoot}.cache/bench/built`;

/** Bundles what fresh processes run, minified like the page. To be done once, before the first of them. */
export async function bundleMeasures(): Promise<void> {
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'es2022',
      minify: true,
      copyPublicDir: false,
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: {
        input: `${projectRoot}src/node/bench/measure.ts`,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
}

/** The results of `repeats` processes: `name` and its arguments are those of measures.ts. */
export function inFreshProcesses<T>(repeats: number, name: string, ...given: readonly string[]): readonly T[] {
  return Array.from({ length: isOnce ? 1 : repeats }, () => {
    const text = execFileSync(process.execPath, [`${folder}/measure.mjs`, name, ...given], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1 << 24,
    });
    const line = text.trim().split('\n').at(-1) ?? '';
    return JSON.parse(line) as T; // what our own program has just printed
  });
}
