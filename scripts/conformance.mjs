// `npm run conformance`: writes docs/conformance.md from the specification and the tests.
import { runProgram } from './tsx.mjs';

await runProgram('src/node/conformance.ts');
