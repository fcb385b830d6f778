// The link to this run at this instant, to be copied; with its length and what it gives away.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../CopyButton.tsx';
import { Dialog } from '../Dialog.tsx';
import { useSession } from '../session-context.ts';

/** Longer links are cut by some chat programs. */
const comfortableLength = 1900;

export function ShareDialog() {
  const { t } = useTranslation();
  const session = useSession();
  const field = useRef<HTMLInputElement>(null);
  const [link, setLink] = useState('');
  const [failure, setFailure] = useState('');
  useEffect(() => {
    session
      .link()
      .then(setLink, (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
  }, [session]);
  const length = link.length;
  return (
    <Dialog title={t('share.heading')} closeLabel={t('share.close')} onClose={session.close}>
      <p>{t('share.text')}</p>
      <div className="share-row">
        <input
          ref={field}
          className="field mono"
          readOnly
          value={link}
          aria-label={t('share.link')}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton
          text={link}
          label={t('share.copy')}
          doneLabel={t('share.copied')}
          onRefused={() => field.current?.select()}
        />
      </div>
      {failure ? (
        <p className="bad" role="alert">
          {t('share.failed', { why: failure })}
        </p>
      ) : (
        <p className="muted">{t(length > comfortableLength ? 'share.long' : 'share.length', { count: length })}</p>
      )}
      <p className="muted">{t('share.privacy')}</p>
    </Dialog>
  );
}
