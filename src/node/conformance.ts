// `npm run conformance`: writes docs/conformance.md.
import { writeFileSync } from 'node:fs';
import { conformancePage, currentStandings, unaccounted } from './tidy/conformance.ts';
import { projectRoot } from './tidy/source-text.ts';

const all = currentStandings();
writeFileSync(`${projectRoot}docs/conformance.md`, conformancePage(all));
const missing = unaccounted(all);
if (missing.length > 0) {
  console.error(`Not tested, not named in the sources and not in docs/not-simulated.json: ${missing.join(', ')}`);
  process.exitCode = 1;
}
