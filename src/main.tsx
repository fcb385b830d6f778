// The browser's entry, picture first: reads the link, makes a run and draws it; the page around the picture is loaded once the
// picture moves.
import './app/app.css';
import './app/panels/panels.css';
import './app/dialogs/dialogs.css';
import './stage/stage.css';
import { browserDoors } from './app/browser-doors.ts';
import { faultOf, listenForFaults } from './app/fault.ts';
import type { Fault } from './app/fault.ts';
import { firstPicture } from './app/first-picture.ts';
import { preferredLanguage, readTexts } from './app/language.ts';
import { firstTaken } from './app/lesson/first-taken.ts';
import type { FirstTaken } from './app/lesson/first-taken.ts';
import type { RefusedLink } from './app/open-link.ts';
import { opening } from './app/opening.ts';
import { preferences } from './app/preferences.ts';
import { createSession } from './app/session.ts';
import type { Session } from './app/session.ts';
import { applyTheme } from './app/theme.ts';
import { defaultEntry } from './scenarios/gallery.ts';

applyTheme(preferences.getState().theme);
preferences.subscribe(({ theme }) => applyTheme(theme));
// Another link pasted into the same tab is another run.
addEventListener('hashchange', () => location.reload());

const wanted = new URLSearchParams(location.search).get('lang');
const language = preferredLanguage([wanted, preferences.getState().language, ...navigator.languages]);
const { text } = defaultEntry;
const faults: Fault[] = [];
const stopListening = listenForFaults((fault) => faults.push(fault));
let session: Session | undefined;
let lesson: FirstTaken | undefined;
let problem: RefusedLink | undefined;

try {
  await readTexts(language);
  const opened = await opening(location.hash, browserDoors, text);
  if (opened.ok) {
    lesson = await firstTaken(location.search, opened.beginning, browserDoors);
    const own = lesson.isLinked ? await opening('', browserDoors, text) : opened;
    if (own.ok) session = createSession(own.beginning, browserDoors);
    if (session && !lesson.taken) await firstPicture(session);
  } else problem = opened;
} catch (error) {
  faults.push(faultOf(error));
}
const { mountPage } = await import('./app/Page.tsx');
stopListening();
await mountPage({ session, lesson, problem, fault: faults[0], doors: browserDoors, text }, language);
