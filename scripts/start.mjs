// `npm start`: installs, builds if the sources changed since the last build, and serves the page until Ctrl C.
import { install, root } from './install.mjs';
import { fingerprint, isBuilt, noteBuild } from './sources.mjs';

const chosen = process.env.PORT;
if (chosen !== undefined && !/^\d{1,5}$/.test(chosen)) {
  console.error(`PORT is "${chosen}"; it should be a number, such as 4173.`);
  process.exit(2);
}
install();
const { build, preview } = await import('vite');
try {
  if (!isBuilt()) {
    const print = fingerprint();
    await build({ root, logLevel: 'warn' });
    noteBuild(print);
  }
  const server = await preview({
    root,
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port: chosen ? Number(chosen) : 4173, strictPort: chosen !== undefined, open: false },
  });
  const address = server.httpServer.address();
  console.log(`Ordinal: http://127.0.0.1:${address.port}/`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
