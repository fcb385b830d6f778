// The command line under the picture: what kubectl and chaos answered, and one row to write the next line in. Lines and answers
// are the programs' own words, in every language.
import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../session-context.ts';
import { Answers } from './Answers.tsx';

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

function LineForm() {
  const { t } = useTranslation();
  const session = useSession();
  const typed = useSessionState((state) => state.typedLines);
  const [line, setLine] = useState('');
  /** Which of the lines typed before is in the row; their number: none of them. */
  const [at, setAt] = useState<number | null>(null);
  const draft = useSessionState((state) => state.draft);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (draft === null) return;
    setLine(draft);
    setAt(null);
    field.current?.focus();
    session.draft(null);
  }, [session, draft]);
  const recall = (steps: 1 | -1) => {
    const next = (at ?? typed.length) + steps;
    if (next < 0 || next > typed.length) return;
    setAt(next === typed.length ? null : next);
    setLine(typed[next] ?? '');
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    // What is selected is to be copied.
    if (event.ctrlKey && event.key === 'c' && selectionStart === selectionEnd) {
      if (session.interrupt()) event.preventDefault();
      return;
    }
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
        ref={field}
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
