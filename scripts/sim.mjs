// `npm run --silent sim -- FILE …`: runs a scenario without a page and prints what happens.
import { runProgram } from './tsx.mjs';

await runProgram('src/node/sim.ts');
