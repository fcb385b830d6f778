// What a fresh process runs: one measurement, by name, as a line of JSON. Bundled like the page, because that is what people run: the
// loader of TypeScript adds a call around every inner function.
import { measure } from './measures.ts';

console.log(JSON.stringify(await measure(process.argv.slice(2))));
