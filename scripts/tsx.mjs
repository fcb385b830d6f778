// Runs one of the TypeScript programs of src/node inside this process (a second one would double the time to start):
// arguments, standard input, output and exit status are its own, its folder is the caller's.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, root } from './install.mjs';

/** `program`: a path below the project's root. */
export async function runProgram(program) {
  install();
  const { register } = await import('tsx/esm/api');
  register({ tsconfig: path.join(root, 'tsconfig.json') });
  const file = path.join(root, program);
  process.argv[1] = file;
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD); // npm changes to the root and keeps the caller's folder here
  await import(pathToFileURL(file).href);
}
