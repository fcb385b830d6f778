// The lesson in a wide window: in the YAML's place, from where the YAML can be had; goals and ways on stay in sight.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import './lesson.css';
import { YamlPanel } from '../panels/YamlPanel.tsx';
import { useSession, useSessionState } from '../session-context.ts';
import { useLessonWords } from './lesson-words.ts';
import { LessonFoot, LessonProgress } from './LessonParts.tsx';
import { LessonStep } from './LessonStep.tsx';
import type { TakenLesson } from './taken-lesson.ts';

export function LessonColumn({ taken }: { readonly taken: TakenLesson }) {
  const { t } = useTranslation();
  const { words, language } = useLessonWords();
  const session = useSession();
  const view = useStore(taken.store);
  const yaml = useSessionState((state) => state.panel === 'yaml');
  useEffect(() => {
    // The question has to be seen to be answered.
    if (view.held > 0) session.showPanel('picture');
  }, [session, view.held]);
  return (
    <section className="pane lesson" aria-label={`${words.name}: ${taken.lesson.title[language]}`}>
      <div className="lesson-head">
        <div className="views two" role="group" aria-label={t('view.label')}>
          <button type="button" className="view" aria-pressed={!yaml} onClick={() => session.showPanel('picture')}>
            {words.name}
          </button>
          <button type="button" className="view" aria-pressed={yaml} onClick={() => session.showPanel('yaml')}>
            {t('view.yaml')}
          </button>
        </div>
        <LessonProgress taken={taken} view={view} />
      </div>
      {yaml ? <YamlPanel /> : <LessonStep taken={taken} view={view} />}
      <LessonFoot taken={taken} view={view} />
    </section>
  );
}
