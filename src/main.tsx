// The browser's entry, picture first: reads the link, makes a run and draws it; the page around the picture is loaded once the
// picture moves.
import './app/app.css';
import './app/panels/panels.css';
import './app/dialogs/dialogs.css';
import './stage/stage.css';
import { browserDoors, browserKeeperDoors } from './app/browser-doors.ts';
import { faultOf, listenForFaults } from './app/fault.ts';
import type { Fault } from './app/fault.ts';
import { startKeeping } from './app/keeper.ts';
import { whenIdle } from './app/idle.ts';
import type { Keeper } from './app/keeper.ts';
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
import { Autosave } from './share/autosave.ts';

applyTheme(preferences.getState().theme);
preferences.subscribe(({ theme }) => applyTheme(theme));
// Another link pasted into the same tab is another run.
addEventListener('hashchange', () => location.reload());

const query = new URLSearchParams(location.search);
const language = preferredLanguage([query.get('lang'), preferences.getState().language, ...navigator.languages]);
const { text } = defaultEntry;
const faults: Fault[] = [];
const stopListening = listenForFaults((fault) => faults.push(fault));
const autosave = new Autosave(() => localStorage);
let session: Session | undefined;
let keeper: Keeper | undefined;
let lesson: FirstTaken | undefined;
let problem: RefusedLink | undefined;

try {
  await readTexts(language);
  const wanted = { hash: location.hash, fresh: query.has('fresh'), defaultText: text };
  if (wanted.fresh) history.replaceState(null, '', location.pathname + withoutFresh(query) + location.hash);
  const opened = await opening(wanted, browserDoors, autosave);
  if (opened.ok) {
    lesson = await firstTaken(location.search, opened.beginning, browserDoors);
    const own = lesson.isLinked ? await opening({ ...wanted, hash: '' }, browserDoors, autosave) : opened;
    if (own.ok) {
      session = createSession(own.beginning, browserDoors);
      keeper = startKeeping(session, autosave, own.keeping, browserKeeperDoors);
    }
    if (session && !lesson.taken) await firstPicture(session);
  } else problem = opened;
} catch (error) {
  faults.push(faultOf(error));
}
// What needs them before waits for them itself.
whenIdle(Promise.resolve(), () => void browserDoors.lines.ready());
const { mountPage } = await import('./app/Page.tsx');
stopListening();
await mountPage({ session, keeper, autosave, lesson, problem, fault: faults[0], doors: browserDoors, text }, language);

/** A reload is not meant to begin afresh again. */
function withoutFresh(search: URLSearchParams): string {
  search.delete('fresh');
  return search.size === 0 ? '' : `?${search.toString()}`;
}
