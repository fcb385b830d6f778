// One look at how the cluster is doing: settled, working, or blocked on something. Also said aloud when it changes.
import { CircleAlert, CircleCheck, CirclePause, History, Hourglass, LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from './session-context.ts';
import type { ClusterStatus } from './session-state.ts';

const icons = {
  settled: CircleCheck,
  working: LoaderCircle,
  waiting: Hourglass,
  blocked: CirclePause,
  stuck: CircleAlert,
  past: History,
};

export function StatusChip() {
  const { t } = useTranslation();
  const status = useSessionState((state) => state.status);
  const Icon = icons[status.kind];
  const text = useStatusText(status);
  return (
    <p
      className="status"
      data-kind={status.kind}
      aria-label={`${t('status.label')}: ${text}`}
      title={text}
      role="status"
    >
      <Icon aria-hidden size={15} />
      <span className="status-text">{text}</span>
    </p>
  );
}

function useStatusText(status: ClusterStatus): string {
  const { t } = useTranslation();
  const session = useSession();
  if (status.kind === 'blocked' || status.kind === 'waiting')
    return t(`status.${status.kind}`, { what: session.waitWords(status.reason) });
  return t(`status.${status.kind}`, status.kind === 'stuck' ? { what: status.what } : {});
}
