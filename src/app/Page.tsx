// What the window shows: the playground, or what is wrong with the link, or the crash screen.
import { useEffect, useState } from 'react';
import { App } from './App.tsx';
import { Boundary, Crash } from './Crash.tsx';
import type { Doors } from './doors.ts';
import { listenForFaults } from './fault.ts';
import type { Fault } from './fault.ts';
import { LinkProblem } from './LinkProblem.tsx';
import type { Opening } from './open-link.ts';
import { createSession } from './session.ts';
import type { Session } from './session.ts';
import { SessionContext } from './session-context.ts';

interface PageProps {
  readonly opening: Opening;
  readonly doors: Doors;
  /** The default scenario. */
  readonly text: string;
}

interface Crashed {
  readonly fault: Fault;
  readonly link: string;
  readonly text: string;
}

export function Page({ opening, doors, text }: PageProps) {
  const [session, setSession] = useState(() => (opening.ok ? createSession(opening.beginning, doors) : null));
  const [crashed, setCrashed] = useState<Crashed | null>(null);
  const onFault = (fault: Fault) => {
    session?.stop();
    void reproduction(session).then((link) =>
      // The first fault is the one to tell; what follows from it is not.
      setCrashed((first) => first ?? { fault, link, text: session?.store.getState().text ?? '' }),
    );
  };
  useEffect(() => listenForFaults(onFault));
  if (crashed) return <Crash {...crashed} />;
  if (session) {
    return (
      <Boundary onFault={onFault}>
        <SessionContext value={session}>
          <App />
        </SessionContext>
      </Boundary>
    );
  }
  if (opening.ok) return null;
  const begin = (wanted: string | undefined) => {
    const chosen = wanted ?? text;
    const created = doors.createRun(chosen);
    // What a link brought may be refused today: it is still there to be corrected, beside the default run.
    const running = created.ok ? created : doors.createRun(text);
    if (!running.ok) throw new Error('the default scenario must be accepted');
    history.replaceState(null, '', location.pathname + location.search);
    setSession(createSession({ run: running.run, scenarioText: running.run.text, editorText: chosen }, doors));
  };
  return <LinkProblem problem={opening.problem} text={opening.text} onOpen={begin} />;
}

/** The link that shows the fault again; the address as it is if there is no run or the run cannot be put into one. */
async function reproduction(session: Session | null): Promise<string> {
  try {
    return session ? await session.link() : location.href;
  } catch {
    return location.href;
  }
}
