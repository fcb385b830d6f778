// The command line under the picture: what kubectl and chaos answered, and one row to write the next line in. Lines and answers
// are the programs' own words, in every language.
import { ChevronRight, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../duration.ts';
import type { CommandAnswer } from '../commands.ts';
import { useSession, useSessionState } from '../session-context.ts';

/** `whole`: it has a view of its own, and the answers need no closing. */
export function CommandLine({ whole = false }: { readonly whole?: boolean }) {
  const { t } = useTranslation();
  return (
    <section className={whole ? 'pane commands whole' : 'commands'} aria-label={t('command.region')}>
      <Answers whole={whole} />
      <LineForm />
    </section>
  );
}

/** Older answers are in the run and in a link of it, but nobody scrolls that far. */
const most = 50;

function Answers({ whole }: { readonly whole: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const commands = useSessionState((state) => state.commands);
  const open = useSessionState((state) => state.commandsOpen);
  const place = useRef<HTMLDivElement>(null);
  const shown = whole || open ? commands.slice(-most) : [];
  useEffect(() => {
    // In braces: what scrolling gives back is no way to undo it.
    place.current?.scrollTo({ top: place.current.scrollHeight });
  }, [commands, open]);
  return (
    <div className="answers-frame">
      <div
        ref={place}
        className="answers mono"
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
        <button
          type="button"
          className="button icon quiet answers-close"
          title={t('command.close')}
          aria-label={t('command.close')}
          onClick={session.closeCommands}
        >
          <X aria-hidden size={16} />
        </button>
      )}
    </div>
  );
}

function Answer({ answer: { atMs, run, exit, stdout, stderr } }: { readonly answer: CommandAnswer }) {
  const { t } = useTranslation();
  return (
    <div className="answer">
      <p className="answer-line">
        <span aria-hidden="true">$ </span>
        {run} <span className="answer-time">{clock(atMs)}</span>
      </p>
      {stdout && <pre>{stdout}</pre>}
      {stderr && <pre className="bad">{stderr}</pre>}
      {exit === undefined && <p className="muted">{t('command.goesOn')}</p>}
    </div>
  );
}

function LineForm() {
  const { t } = useTranslation();
  const session = useSession();
  const typed = useSessionState((state) => state.typedLines);
  const [line, setLine] = useState('');
  /** Which of the lines typed before is in the row; their number: none of them. */
  const [at, setAt] = useState<number | null>(null);
  const recall = (steps: 1 | -1) => {
    const next = (at ?? typed.length) + steps;
    if (next < 0 || next > typed.length) return;
    setAt(next === typed.length ? null : next);
    setLine(typed[next] ?? '');
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    recall(event.key === 'ArrowUp' ? -1 : 1);
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    session.command(line);
    setLine('');
    setAt(null);
  };
  return (
    <form className="line-form mono" onSubmit={submit}>
      <label htmlFor="line" className="line-prompt" aria-label={t('command.label')}>
        $
      </label>
      <input
        id="line"
        className="line-input"
        value={line}
        placeholder={t('command.example')}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        enterKeyHint="go"
        maxLength={10_000}
        onChange={(event) => setLine(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className="button icon quiet" title={t('command.run')} aria-label={t('command.run')}>
        <ChevronRight aria-hidden size={17} />
      </button>
    </form>
  );
}
