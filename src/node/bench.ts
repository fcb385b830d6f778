// `npm run bench [-- --once] [engine|page|sizes …]`: measures what the README's table shows, each figure beside its bar, as a
// Markdown table, and writes it there if all of it was measured. Figures of the engine come from processes of their own, figures of
// the page from the built page in Chromium. `--once`: no repeats.
import { engineFigures } from './bench/engine-figures.ts';
import { table } from './bench/figure.ts';
import { bundleMeasures } from './bench/fresh-process.ts';
import { loadOfMachine, writeToReadme } from './bench/readme.ts';

const [first, ...rest] = process.argv.slice(2).filter((argument) => argument !== '--once');
const load = loadOfMachine();
const wanted = first === undefined ? ['engine', 'sizes', 'page'] : [first, ...rest];
if (wanted.includes('engine')) await bundleMeasures();
const figures = [
  ...(wanted.includes('engine') ? engineFigures() : []),
  ...(wanted.includes('sizes') ? await (await import('./bench/size-figures.ts')).sizeFigures() : []),
  ...(wanted.includes('page') ? await (await import('./bench/browser-figures.ts')).browserFigures() : []),
];
console.log(table(figures));
if (first === undefined) writeToReadme(table(figures), load);
