// Which Chromium the browser tests, the pictures and the benchmark use. Each candidate is started once before it is believed
// in; `provideBrowser` fetches one where there is none.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { spawnSync } from 'node:child_process';
import { npm, root } from './install.mjs';

/** Runs as root in containers, with little shared memory, and keeps to itself. */
export const launchArguments = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * The browser to use: its path, '' for Playwright's own, or undefined if there is none that starts.
 * PLAYWRIGHT_CHROMIUM_PATH decides alone if it is set; throws if it names nothing that starts.
 */
export async function findBrowser() {
  const chosen = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (chosen) {
    if (await starts(chosen)) return chosen;
    throw new Error(`PLAYWRIGHT_CHROMIUM_PATH is "${chosen}", and no browser starts from there.`);
  }
  for (const candidate of [...(await systemBrowsers()), '']) if (await starts(candidate)) return candidate;
  return (await npmBrowser({ fetch: false })) ?? undefined;
}

/** As `findBrowser`, but fetches a browser if there is none; undefined if that is impossible too. */
export async function provideBrowser() {
  const found = await findBrowser();
  if (found !== undefined) return found;
  console.error('No Chromium found; fetching one …');
  const playwright = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  spawnSync(process.execPath, [playwright, 'install', 'chromium', '--only-shell'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (await starts('')) return '';
  const fromNpm = await npmBrowser({ fetch: true });
  if (fromNpm) return fromNpm;
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    const apt = (args) => spawnSync('apt-get', args, { stdio: ['ignore', 2, 2] });
    apt(['update']);
    apt(['install', '-y', '--no-install-recommends', 'chromium']);
    for (const candidate of await systemBrowsers()) if (await starts(candidate)) return candidate;
  }
  return undefined;
}

async function systemBrowsers() {
  const { Launcher } = await import('chrome-launcher');
  try {
    return Launcher.getInstallations();
  } catch {
    return []; // it throws where it finds none
  }
}

/** A Chromium inside an npm package, kept in .cache: it brings the system libraries a bare machine lacks. Linux on x64 only. */
async function npmBrowser({ fetch }) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = path.join(root, '.cache', 'chromium');
  const entry = path.join(folder, 'node_modules', '@sparticuz', 'chromium', 'build', 'index.js');
  if (!existsSync(entry)) {
    if (!fetch) return undefined;
    mkdirSync(folder, { recursive: true });
    npm(['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '@sparticuz/chromium@153.0.0']);
    if (!existsSync(entry)) return undefined;
  }
  process.env.TMPDIR = folder; // where it unpacks, and finds what it has unpacked
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x'; // makes it unpack its system libraries too
  const { default: chromium } = await import(pathToFileURL(entry).href);
  const executable = await chromium.executablePath();
  return (await starts(executable)) ? executable : undefined;
}

async function starts(executable) {
  if (executable && !existsSync(executable)) return false;
  const { chromium } = await import('@playwright/test');
  try {
    const browser = await chromium.launch({
      ...(executable ? { executablePath: executable } : {}),
      args: launchArguments,
      timeout: 30_000,
    });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}
