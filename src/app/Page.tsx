// What the window shows: the playground, or what is wrong with the link, or the crash screen.
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { browserKeeperDoors } from './browser-doors.ts';
import { Boundary, Crash } from './Crash.tsx';
import type { Doors } from './doors.ts';
import { listenForFaults } from './fault.ts';
import type { Fault } from './fault.ts';
import { KeeperContext } from './keeper-context.ts';
import { startKeeping } from './keeper.ts';
import type { Keeper } from './keeper.ts';
import { LinkProblem } from './LinkProblem.tsx';
import { speak } from './i18n.ts';
import type { Language } from './language.ts';
import type { FirstTaken } from './lesson/first-taken.ts';
import { LessonContext } from './lesson/lesson-context.ts';
import { useLessons } from './lesson/use-lessons.ts';
import { useTakenSession } from './lesson/use-taken-session.ts';
import type { RefusedLink } from './open-link.ts';
import { beginningWith, beside } from './opening.ts';
import { createSession } from './session.ts';
import type { Session } from './session.ts';
import { SessionContext } from './session-context.ts';
import type { Autosave } from '../share/autosave.ts';

interface PageProps {
  /** With its picture drawn already; undefined if there is none to show. */
  readonly session: Session | undefined;
  /** Of that session. */
  readonly keeper: Keeper | undefined;
  readonly autosave: Autosave;
  /** Begun with, if the address or the link wants one. */
  readonly lesson: FirstTaken | undefined;
  readonly problem: RefusedLink | undefined;
  /** What went wrong before there was a page. */
  readonly fault: Fault | undefined;
  readonly doors: Doors;
  /** The default scenario. */
  readonly text: string;
}

/** Puts the page into the document, in this language. */
export async function mountPage(props: PageProps, language: Language): Promise<void> {
  await speak(language);
  const place = document.getElementById('root');
  if (!place) throw new Error('index.html must have an element #root');
  createRoot(place).render(<Page {...props} />);
}

interface Crashed {
  readonly fault: Fault;
  readonly link: string;
  readonly text: string;
}

function Page({ session: opened, keeper: opener, autosave, lesson, problem, fault: early, doors, text }: PageProps) {
  const [own, setOwn] = useState(opened);
  const [keeper, setKeeper] = useState(opener);
  const lessons = useLessons(own, doors, lesson);
  // A step of a lesson is a session of its own.
  const session = useTakenSession(lessons.taken) ?? own;
  const [crashed, setCrashed] = useState<Crashed | null>(null);
  const onFault = (fault: Fault) => {
    session?.stop();
    keeper?.stop();
    void reproduction(session).then((link) =>
      // The first fault is the one to tell; what follows from it is not.
      setCrashed((first) => first ?? { fault, link, text: session?.store.getState().text ?? '' }),
    );
  };
  useEffect(() => listenForFaults(onFault));
  const told = useRef(false);
  useEffect(() => {
    // Where there is a page to come, it takes the picture over.
    if (crashed || !session) document.querySelector('.first-picture')?.remove();
    // Once: it happened before there was a page.
    if (early && !told.current) onFault(early);
    told.current = true;
  });
  if (crashed) return <Crash {...crashed} />;
  if (session) {
    return (
      <Boundary onFault={onFault}>
        <SessionContext value={session}>
          <LessonContext value={lessons}>
            <KeeperContext value={keeper ?? null}>
              <App />
            </KeeperContext>
          </LessonContext>
        </SessionContext>
      </Boundary>
    );
  }
  if (!problem) return null;
  const begin = async (wanted: string | undefined): Promise<void> => {
    // What a link brought may be refused today: it is still there to be corrected, beside the default run.
    const beginning = await beginningWith(wanted ?? text, text, doors);
    history.replaceState(null, '', location.pathname + location.search);
    const begun = createSession(beginning, doors);
    setOwn(begun);
    setKeeper(startKeeping(begun, autosave, beside(autosave, 'fresh'), browserKeeperDoors));
  };
  return <LinkProblem problem={problem.problem} text={problem.text} onOpen={(wanted) => void begin(wanted)} />;
}

/** The link that shows the fault again; the address as it is if there is no run or the run cannot be put into one. */
async function reproduction(session: Session | undefined): Promise<string> {
  try {
    return session ? await session.link() : location.href;
  } catch {
    return location.href;
  }
}
