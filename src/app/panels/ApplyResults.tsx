// What the cluster answered to Apply: the lines kubectl prints, what was refused and where, and what stays behind.
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { clock } from '../duration.ts';
import { refusalText } from '../refusal-text.ts';
import { useSession, useSessionState } from '../session-context.ts';
import type { ApplyOutcome, Refusal } from '../session-state.ts';

export function ApplyResults() {
  const { t } = useTranslation();
  const session = useSession();
  const outcome = useSessionState((state) => state.outcome);
  if (!outcome) return <div className="results" aria-live="polite" />;
  return (
    <div className="results" aria-live="polite">
      <section className="results-box" aria-label={t('applied.label')}>
        <button
          type="button"
          className="button icon quiet results-close"
          title={t('applied.close')}
          aria-label={t('applied.close')}
          onClick={session.dismissOutcome}
        >
          <X aria-hidden size={16} />
        </button>
        <Refusals outcome={outcome} />
        <Applied outcome={outcome} />
        <Kept kept={outcome.kept} />
        {outcome.scenarioChanged && (
          <div className="note">
            <Info aria-hidden size={16} />
            <p>{t('applied.scenarioChanged')}</p>
            <button type="button" className="button" onClick={session.reset}>
              {t('applied.reset')}
            </button>
          </div>
        )}
      </section>
    </div>
  );
}

function Refusals({ outcome: { kind, refusals, unread } }: { readonly outcome: ApplyOutcome }) {
  const { t } = useTranslation();
  if (refusals.length === 0) return null;
  return (
    <div className="refusals">
      <p className="bad">
        <CircleAlert aria-hidden size={16} />
        {kind === 'reset'
          ? t('applied.notReset')
          : unread
            ? t('applied.nothing')
            : t('applied.refused', { count: refusals.length })}
      </p>
      <ul>
        {refusals.map((refusal, at) => (
          <li key={at}>
            <RefusalButton refusal={refusal} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function RefusalButton({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useTranslation();
  const session = useSession();
  const { line, column } = refusal;
  return (
    <button
      type="button"
      className="refusal"
      title={t('editor.goTo', { line, column })}
      onClick={() => session.goTo(refusal)}
    >
      <span className="refusal-place">{t('editor.place', { line, column })}</span>
      <span className="mono">{refusalText(refusal, t)}</span>
    </button>
  );
}

function Applied({ outcome }: { readonly outcome: ApplyOutcome }) {
  const { t } = useTranslation();
  const { lines, warnings, atMs } = outcome;
  if (saysNothing(outcome)) return <p className="muted results-empty">{t('applied.empty')}</p>;
  if (lines.length === 0 && warnings.length === 0) return null;
  return (
    <div className="applied">
      <ul className="mono">
        {lines.map((line) => (
          <li key={line}>
            <CircleCheck aria-hidden size={15} />
            {line}
          </li>
        ))}
        {warnings.map((warning) => (
          <li key={warning} className="warning">
            <CircleAlert aria-hidden size={15} />
            {warning}
          </li>
        ))}
      </ul>
      <p className="muted">{t('applied.at', { time: clock(atMs) })}</p>
    </div>
  );
}

const saysNothing = ({ lines, warnings, refusals, kept, scenarioChanged }: ApplyOutcome): boolean =>
  !scenarioChanged && [lines, warnings, refusals, kept].every((list) => list.length === 0);

function Kept({ kept }: { readonly kept: readonly string[] }) {
  const { t } = useTranslation();
  if (kept.length === 0) return null;
  const command = `kubectl delete ${kept.join(' ')}`;
  return (
    <div className="note">
      <Info aria-hidden size={16} />
      <p>
        <span className="mono">{kept.join(', ')}</span> {t('applied.kept', { count: kept.length, command })}
      </p>
    </div>
  );
}
