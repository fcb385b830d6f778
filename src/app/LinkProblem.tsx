// Instead of the page when a link cannot be opened: what is wrong with it, and what can be done with what was readable.
import { useTranslation } from 'react-i18next';
import type { OpeningProblem } from './open-link.ts';

interface LinkProblemProps {
  readonly problem: OpeningProblem;
  /** The YAML, if it could be read. */
  readonly text: string | undefined;
  readonly onOpen: (text: string | undefined) => void;
}

export function LinkProblem({ problem, text, onOpen }: LinkProblemProps) {
  const { t } = useTranslation();
  return (
    <main className="message-page">
      <h1>{t('link.heading')}</h1>
      <p role="alert">{t(`link.problem.${problem.code}`, 'params' in problem ? problem.params : {})}</p>
      {text !== undefined && (
        <>
          <p>{t('link.recovered')}</p>
          <pre className="object" tabIndex={0} aria-label={t('crash.yours')}>
            {text}
          </pre>
        </>
      )}
      <div className="message-actions">
        {text !== undefined && (
          <button type="button" className="button primary" onClick={() => onOpen(text)}>
            {t('link.openText')}
          </button>
        )}
        <button
          type="button"
          className={text === undefined ? 'button primary' : 'button'}
          onClick={() => onOpen(undefined)}
        >
          {t('link.fresh')}
        </button>
      </div>
    </main>
  );
}
