// `npm run --silent sim -- FILE …`: the headless runner. FILE is relative to the caller's folder.
import { readFileSync } from 'node:fs';
import { simProgram } from './sim-program.ts';

const result = simProgram(process.argv.slice(2), (file) => {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    return undefined;
  }
});
process.stderr.write(result.stderr);
process.stdout.write(result.stdout);
process.exitCode = result.exit;
