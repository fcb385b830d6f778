// `npm run bench [-- engine|page|sizes …]`: measures what the README's table shows, each figure beside its bar, as a Markdown
// table. Figures of the engine come from processes of their own, figures of the page from the built page in Chromium.
import { engineFigures, measure } from './bench/engine-figures.ts';
import { table } from './bench/figure.ts';

const [first, ...rest] = process.argv.slice(2);
if (first === '--measure') console.log(JSON.stringify(await measure(rest)));
else {
  const wanted = first === undefined ? ['engine', 'sizes', 'page'] : [first, ...rest];
  const figures = [
    ...(wanted.includes('engine') ? engineFigures() : []),
    ...(wanted.includes('sizes') ? await (await import('./bench/size-figures.ts')).sizeFigures() : []),
    ...(wanted.includes('page') ? await (await import('./bench/browser-figures.ts')).browserFigures() : []),
  ];
  console.log(table(figures));
}
