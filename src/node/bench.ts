// `npm run bench [-- engine|page|sizes …]`: measures what the README's table shows, each figure beside its bar, as a Markdown
// table. Figures of the engine come from processes of their own, figures of the page from the built page in Chromium.
import { browserFigures } from './bench/browser-figures.ts';
import { engineFigures, measure } from './bench/engine-figures.ts';
import { table } from './bench/figure.ts';
import { sizeFigures } from './bench/size-figures.ts';

const [first, ...rest] = process.argv.slice(2);
if (first === '--measure') console.log(JSON.stringify(await measure(rest)));
else {
  const wanted = first === undefined ? ['engine', 'sizes', 'page'] : [first, ...rest];
  const figures = [
    ...(wanted.includes('engine') ? engineFigures() : []),
    ...(wanted.includes('sizes') ? await sizeFigures() : []),
    ...(wanted.includes('page') ? await browserFigures() : []),
  ];
  console.log(table(figures));
}
