// `npm run bench`: measures what the README's table shows and prints each figure beside its bar.
import { runProgram } from './tsx.mjs';

await runProgram('src/node/bench.ts');
