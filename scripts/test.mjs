// `npm test`: installs what it needs, runs every check to its end whatever fails before it, and closes with one plain line
// `N passed, N failed`: the tests of both runners, and one for each check that only passes or fails.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { install, root } from './install.mjs';

install();
const { provideBrowser } = await import('./browser.mjs');
const reports = path.join(root, '.cache', 'reports');
mkdirSync(reports, { recursive: true });
const unitReport = path.join(reports, 'unit.json');
const browserReport = path.join(reports, 'browser.json');
const program = (name) => path.join(root, 'node_modules', ...name.split('/'));

let passed = 0;
let failed = 0;

check('types', [program('typescript/bin/tsc'), '--noEmit']);
check('types of the engine (no DOM, no Node)', [program('typescript/bin/tsc'), '--noEmit', '-p', 'src/engine']);
check('lint', [program('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings']);
check('unused files, exports and dependencies', [program('knip/bin/knip.js'), '--no-progress']);
check('format', [program('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']);
suite('unit tests', unitReport, countUnit, [
  program('vitest/vitest.mjs'),
  'run',
  '--reporter=dot',
  '--reporter=json',
  `--outputFile.json=${unitReport}`,
]);
check('build', [program('vite/bin/vite.js'), 'build', '--logLevel', 'warn']);
if (hasBrowserTests()) await testInBrowser();

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function testInBrowser() {
  const browser = await provideBrowser().catch((error) => console.error(error.message));
  if (browser === undefined) return count('browser tests: no Chromium could be found or fetched', 0, 1);
  suite(
    'browser tests',
    browserReport,
    countBrowser,
    [program('@playwright/test/cli.js'), 'test', '--reporter=line,json'],
    { ORDINAL_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
  );
}

function hasBrowserTests() {
  const folder = path.join(root, 'e2e');
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.spec.ts'));
}

/** A check that passes or fails as a whole; its output is shown if it fails. */
function check(name, command) {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  if (status !== 0) console.log(`${stdout ?? ''}${stderr ?? ''}`.trimEnd());
  count(name, status === 0 ? 1 : 0, status === 0 ? 0 : 1);
}

/** A test runner; its report says how many. A runner that ends badly without saying why counts as one failure. */
function suite(name, report, read, command, environment = {}) {
  rmSync(report, { force: true });
  const { status } = spawnSync(process.execPath, command, {
    cwd: root,
    stdio: ['ignore', 1, 2],
    env: { ...process.env, ...environment },
  });
  const counts = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 };
  const silent = counts.failed === 0 && (status !== 0 || counts.passed === 0);
  count(name, counts.passed, counts.failed + (silent ? 1 : 0));
}

function count(name, right, wrong) {
  passed += right;
  failed += wrong;
  console.log(`${wrong === 0 ? 'ok  ' : 'FAIL'} ${name}${right + wrong > 1 ? `: ${right} of ${right + wrong}` : ''}`);
}

/** A file that cannot even be loaded has no tests: it counts as one failure. */
function countUnit(report) {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

function countBrowser({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}
