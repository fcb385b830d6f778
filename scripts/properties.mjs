// Plays many random stories, each looked at as in the property tests, and prints how they went: `PROPERTY_CASES` says how many,
// `PROPERTY_SEED` from which seed on. `npm test` plays the first thousand of them.
import { runProgram } from './tsx.mjs';

await runProgram('src/node/properties.ts');
