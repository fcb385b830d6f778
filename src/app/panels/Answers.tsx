// What kubectl and chaos answered. Under the picture the log is low, so that nothing of the picture is pushed out of sight; it
// rises over the picture when the last answer is longer, or when it is asked to.
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandAnswer } from '../commands.ts';
import { clock } from '../duration.ts';
import { interrupted } from '../../run/interrupt.ts';
import { useSession, useSessionState } from '../session-context.ts';

/** Older answers are in the run and in a link of it, but nobody scrolls that far. */
const most = 50;
/** Of the last answer, beside its own line: more than this does not fit into the low log. */
const lowLines = 2;

export function Answers({ whole }: { readonly whole: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const commands = useSessionState((state) => state.commands);
  const open = useSessionState((state) => state.commandsOpen);
  const place = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<{ readonly at: number; readonly tall: boolean } | null>(null);
  // What was asked for holds until the next line is answered.
  const tall = asked?.at === commands.length ? asked.tall : linesOf(commands.at(-1)) > lowLines;
  // By itself it rises no further than the last answer needs.
  const rose = !whole && tall && asked?.at !== commands.length;
  const shown = whole || open ? commands.slice(-most) : [];
  useEffect(() => {
    // In braces: what scrolling gives back is no way to undo it.
    place.current?.scrollTo({ top: place.current.scrollHeight });
  }, [commands, open, tall]);
  return (
    <div className={tall && shown.length > 0 ? 'answers-frame tall' : 'answers-frame'}>
      <div className="answers-sheet">
        <div
          ref={place}
          className="answers mono"
          style={rose ? { maxHeight: `min(46vh, ${heightOf(commands.at(-1))}px)` } : undefined}
          role="log"
          aria-label={t('command.answers')}
          tabIndex={shown.length > 0 ? 0 : -1}
        >
          {whole && shown.length === 0 && <p className="muted">{t('command.intro')}</p>}
          {shown.map((answer, at) => (
            <Answer key={commands.length - shown.length + at} answer={answer} />
          ))}
        </div>
        {!whole && shown.length > 0 && (
          <div className="answers-tools">
            <Tool
              text={t(tall ? 'command.lower' : 'command.higher')}
              icon={tall ? <ChevronDown aria-hidden size={16} /> : <ChevronUp aria-hidden size={16} />}
              onClick={() => setAsked({ at: commands.length, tall: !tall })}
            />
            <Tool text={t('command.close')} icon={<X aria-hidden size={16} />} onClick={session.closeCommands} />
          </div>
        )}
      </div>
    </div>
  );
}

/** As high as an answer with its own line, px. */
const heightOf = (answer: CommandAnswer | undefined): number => linesOf(answer) * 18.2 + 46;

const linesOf = (answer: CommandAnswer | undefined): number =>
  answer ? (answer.stdout + answer.stderr).split('\n').length - 1 : 0;

interface ToolProps {
  readonly text: string;
  readonly icon: React.ReactNode;
  readonly onClick: () => void;
}

const Tool = ({ text, icon, onClick }: ToolProps) => (
  <button type="button" className="button icon quiet" title={text} aria-label={text} onClick={onClick}>
    {icon}
  </button>
);

function Answer({ answer }: { readonly answer: CommandAnswer }) {
  const { t } = useTranslation();
  const session = useSession();
  const { atMs, run, exit, stdout, stderr, past } = answer;
  return (
    <div className="answer">
      <p className="answer-line">
        <span aria-hidden="true">$ </span>
        {run} <span className="answer-time">{past ? t('command.readAt', { time: clock(atMs) }) : clock(atMs)}</span>
      </p>
      {stdout && <pre>{stdout}</pre>}
      {stderr && <pre className="bad">{stderr}</pre>}
      {exit === undefined && (
        <p className="answer-end muted">
          {t('command.goesOn')}
          <button
            type="button"
            className="button"
            title={t('command.stopKey')}
            aria-label={t('command.stopLabel', { line: run })}
            onClick={() => session.interrupt(answer)}
          >
            {t('command.stop')}
          </button>
        </p>
      )}
      {exit === interrupted && <p className="muted">{past ? t('command.pastOnly') : t('command.stopped')}</p>}
    </div>
  );
}
