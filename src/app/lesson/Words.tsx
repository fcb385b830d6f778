// A lesson's text as it stands on the page: what is between backticks is code, everything else is read as it is.
import { useLessonWords } from './lesson-words.ts';
import type { Text } from '../../lessons/lesson.ts';
import { textParts } from '../../lessons/markup.ts';

export function Words({ text }: { readonly text: Text }) {
  const { language } = useLessonWords();
  return textParts(text[language]).map(({ kind, text: part }, at) =>
    kind === 'code' ? <code key={at}>{part}</code> : <span key={at}>{part}</span>,
  );
}
