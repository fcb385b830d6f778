// The branches one can return to, once there is more than one, and a sentence when one has just begun or something was undone.
import { GitBranch, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchLine } from '../branch-lines.ts';
import { clock } from '../duration.ts';
import { inputLabel } from '../input-label.ts';
import { useSession, useSessionState } from '../session-context.ts';
import type { BranchNote } from '../session-state.ts';

export function BranchStrip() {
  const branches = useSessionState((state) => state.branches);
  const note = useSessionState((state) => state.branchNote);
  return (
    <div className="branch-strip">
      {branches.length > 1 && <BranchList branches={branches} />}
      <div className="branch-note" role="status">
        {note && <Note note={note} />}
      </div>
    </div>
  );
}

function BranchList({ branches }: { readonly branches: readonly BranchLine[] }) {
  const { t } = useTranslation();
  return (
    <nav className="branches" aria-label={t('branch.label')}>
      <GitBranch aria-hidden size={15} />
      <ul>
        {branches.map((branch) => (
          <li key={branch.id}>
            <BranchButton branch={branch} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function BranchButton({ branch }: { readonly branch: BranchLine }) {
  const { t } = useTranslation();
  const session = useSession();
  const { id, isCurrent, leftAtMs, first } = branch;
  const place = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) place.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isCurrent]);
  const what = first ? inputLabel(first, t) : t('branch.nothing');
  const words = leftAtMs === 0 && !first ? t('branch.start') : t('branch.left', { time: clock(leftAtMs), what });
  return (
    <button
      ref={place}
      type="button"
      className="branch"
      aria-current={isCurrent}
      aria-label={words}
      title={isCurrent ? words : t('branch.title', { what: words })}
      onClick={() => !isCurrent && session.switchTo(id)}
    >
      {leftAtMs === 0 && !first ? (
        t('branch.start')
      ) : (
        <>
          <span className="branch-time">{clock(leftAtMs)}</span>
          <span className="branch-what">{what}</span>
        </>
      )}
    </button>
  );
}

function Note({ note }: { readonly note: BranchNote }) {
  const { t } = useTranslation();
  const session = useSession();
  const time = clock(note.atMs);
  return (
    <>
      <p>
        {'what' in note
          ? t(`branch.${note.kind}`, { what: inputLabel(note.what, t) })
          : t(`branch.${note.kind}`, { time })}
      </p>
      {note.kind === 'branched' && (
        <button type="button" className="button" onClick={() => session.switchTo(note.from)}>
          {t('branch.return')}
        </button>
      )}
      <button
        type="button"
        className="button icon quiet"
        title={t('branch.dismiss')}
        aria-label={t('branch.dismiss')}
        onClick={session.dismissBranchNote}
      >
        <X aria-hidden size={15} />
      </button>
    </>
  );
}
