// The browser's entry: speaks the reader's language, reads the link, makes a run and mounts the page.
import { createRoot } from 'react-dom/client';
import './app/app.css';
import './app/panels/panels.css';
import './app/dialogs/dialogs.css';
import './stage/stage.css';
import { browserDoors } from './app/browser-doors.ts';
import { Crash } from './app/Crash.tsx';
import { faultOf } from './app/fault.ts';
import { preferredLanguage, speak } from './app/i18n.ts';
import { opening } from './app/opening.ts';
import { Page } from './app/Page.tsx';
import { preferences } from './app/preferences.ts';
import { applyTheme } from './app/theme.ts';
import { defaultEntry } from './scenarios/gallery.ts';

applyTheme(preferences.getState().theme);
preferences.subscribe(({ theme }) => applyTheme(theme));
// Another link pasted into the same tab is another run.
addEventListener('hashchange', () => location.reload());

const wanted = new URLSearchParams(location.search).get('lang');
const spoken = speak(preferredLanguage([wanted, preferences.getState().language, ...navigator.languages]));
const opened = opening(location.hash, browserDoors, defaultEntry.text);
const place = document.getElementById('root');
if (!place) throw new Error('index.html must have an element #root');
const root = createRoot(place);
void spoken
  .then(() => opened)
  .then(
    (first) => root.render(<Page opening={first} doors={browserDoors} text={defaultEntry.text} />),
    (error: unknown) => root.render(<Crash fault={faultOf(error)} link={location.href} text="" />),
  );
