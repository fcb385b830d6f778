// `npm run pictures`: draws the README's picture from the built page, in light, at an instant that is the same every time: wall
// time stands still but for what it is told to pass.
import { writeFileSync } from 'node:fs';
import { servePage } from './bench/served-page.ts';
import { projectRoot } from './tidy/source-text.ts';

/** The first Pod is Ready, the second starts, the third waits for it. Cluster time, which at 1× is wall time. */
const instantMs = 14_000;
const stepMs = 500;

const served = await servePage();
try {
  const page = await served.browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    locale: 'en-US',
  });
  await page.clock.install({ time: new Date('2026-01-01T00:00:00Z') });
  await page.goto(served.address);
  await page.clock.pauseAt(new Date('2026-01-01T00:00:10Z'));
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.mouse.move(0, 0);
  for (let ms = 0; ms < instantMs; ms += stepMs) await page.clock.runFor(stepMs);
  await page.locator('.editor[data-editor="monaco"]').waitFor();
  await page.clock.runFor(stepMs);
  writeFileSync(`${projectRoot}docs/picture.png`, await page.screenshot({ animations: 'disabled' }));
} finally {
  await served.close();
}
