// What is shown when the page itself has a fault: the sentence, the link that reproduces it, and the text, so that nothing
// is lost. The boundary catches what components throw, `listenForFaults` everything else.
import { Component } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './CopyButton.tsx';
import type { Fault } from './fault.ts';
import { faultOf } from './fault.ts';

interface CrashProps {
  readonly fault: Fault;
  /** Empty if even the link could not be made. */
  readonly link: string;
  readonly text: string;
}

export function Crash({ fault, link, text }: CrashProps) {
  const { t } = useTranslation();
  const fresh = () => {
    // Nor what was kept: it may be what the page cannot bear.
    history.replaceState(null, '', `${location.pathname}?fresh`);
    location.reload();
  };
  return (
    <main className="message-page">
      <h1>{t('crash.heading')}</h1>
      <p role="alert">{t('crash.text')}</p>
      <h2>{t('crash.detail')}</h2>
      <pre className="object" tabIndex={0} aria-label={t('crash.detail')}>
        {fault.sentence}
      </pre>
      {link && (
        <div className="share-row">
          <input
            className="field mono"
            readOnly
            value={link}
            aria-label={t('share.link')}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton text={link} label={t('crash.copy')} doneLabel={t('crash.copied')} />
        </div>
      )}
      <h2>{t('crash.yours')}</h2>
      <pre className="object" tabIndex={0} aria-label={t('crash.yours')}>
        {text}
      </pre>
      <div className="message-actions">
        <button type="button" className="button" onClick={fresh}>
          {t('crash.fresh')}
        </button>
      </div>
    </main>
  );
}

interface BoundaryProps {
  readonly onFault: (fault: Fault) => void;
  readonly children: ReactNode;
}

/** Hands a fault of the components below to whoever shows the crash screen; shows nothing itself. */
export class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onFault(faultOf(error));
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
