// `npm run pictures`: draws docs/picture.png from the built page.
import { runProgram } from './tsx.mjs';

await runProgram('src/node/pictures.ts');
