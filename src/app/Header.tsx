// The page's head: its name, and what concerns the page rather than the cluster.
import { CircleHelp, GraduationCap, Moon, Share2, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { speak } from './i18n.ts';
import { useLessons } from './lesson/lesson-context.ts';
import { firstLessonPlace } from './lesson/lesson-address.ts';
import { preferences } from './preferences.ts';
import { useSession } from './session-context.ts';
import { effectiveTheme } from './theme.ts';

export function Header() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <header className="header">
      <Logo />
      <h1 className="header-name">{t('name')}</h1>
      <p className="header-tagline">{t('tagline')}</p>
      <div className="header-actions">
        <LessonButton />
        <button type="button" className="button foldable" onClick={() => session.open('share')}>
          <Share2 aria-hidden size={16} />
          <span>{t('header.share')}</span>
        </button>
        <LanguageButton />
        <ThemeButton />
        <button
          type="button"
          className="button icon"
          title={t('header.help')}
          aria-label={t('header.help')}
          onClick={() => session.open('legend')}
        >
          <CircleHelp aria-hidden size={18} />
        </button>
      </div>
    </header>
  );
}

function LessonButton() {
  const { t } = useTranslation();
  const { taken, take, leave } = useLessons();
  const name = taken ? t('lesson.leave') : t('lesson.take');
  return (
    <button
      type="button"
      id="lesson-button"
      className="button foldable"
      title={name}
      aria-label={name}
      onClick={() => (taken ? leave() : take(firstLessonPlace))}
    >
      <GraduationCap aria-hidden size={17} />
      <span>{name}</span>
    </button>
  );
}

function LanguageButton() {
  const { t, i18n } = useTranslation();
  const other = i18n.language === 'en' ? 'zh-CN' : 'en';
  const change = () => {
    preferences.setState({ language: other });
    void speak(other);
  };
  return (
    <button type="button" className="button" lang={other} title={t('header.toOtherLanguage')} onClick={change}>
      {t('header.otherLanguage')}
    </button>
  );
}

function ThemeButton() {
  const { t } = useTranslation();
  const theme = useStore(preferences, (state) => state.theme);
  const dark = effectiveTheme(theme) === 'dark';
  const name = dark ? t('header.toLight') : t('header.toDark');
  return (
    <button
      type="button"
      className="button icon"
      title={name}
      aria-label={name}
      onClick={() => preferences.setState({ theme: dark ? 'light' : 'dark' })}
    >
      {dark ? <Sun aria-hidden size={18} /> : <Moon aria-hidden size={18} />}
    </button>
  );
}

function Logo() {
  return (
    <svg className="header-logo" viewBox="0 0 26 24" width="26" height="24" aria-hidden="true">
      <rect x="1" y="2" width="6" height="20" rx="2" fill="var(--identity-0)" />
      <rect x="10" y="8" width="6" height="14" rx="2" fill="var(--identity-1)" />
      <rect x="19" y="14" width="6" height="8" rx="2" fill="var(--identity-2)" />
    </svg>
  );
}
