// A lesson's text as it stands on the page: what is between backticks is code, everything else is read as it is. A command
// line in it can be put where command lines are written.
import { filled, useLessonWords } from './lesson-words.ts';
import { useSession } from '../session-context.ts';
import type { Text } from '../../lessons/lesson.ts';
import { textParts } from '../../lessons/markup.ts';

interface WordsProps {
  readonly text: Text;
  /** Command lines in it are buttons. */
  readonly withLines?: boolean;
}

export function Words({ text, withLines = false }: WordsProps) {
  const { language } = useLessonWords();
  return textParts(text[language]).map(({ kind, text: part }, at) => {
    if (kind === 'text') return <span key={at}>{part}</span>;
    return withLines && part.startsWith('kubectl ') ? <Line key={at} line={part} /> : <Code key={at} text={part} />;
  });
}

function Line({ line }: { readonly line: string }) {
  const { words } = useLessonWords();
  const session = useSession();
  const name = filled(words.actions.line, { line });
  return (
    <button type="button" className="code-line" title={name} aria-label={name} onClick={() => session.draft(line)}>
      <Code text={line} />
    </button>
  );
}

/** Broken after a space or a dot and not within a name, which has hyphens. */
function Code({ text }: { readonly text: string }) {
  const pieces = text.split(/(?<=[ .])/);
  return (
    <code>
      {pieces.map((piece, at) => (
        <span key={at} className={piece.length < 40 ? 'whole' : undefined}>
          {piece}
          {piece.endsWith('.') && <wbr />}
        </span>
      ))}
    </code>
  );
}
