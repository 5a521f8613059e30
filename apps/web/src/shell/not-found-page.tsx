import { IconMapOff } from '@tabler/icons-react';
import { ButtonLink } from '../components/button-link.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useSentences } from '../i18n.ts';

export function NotFoundPage() {
  const t = useSentences('shell');
  return (
    <>
      <PageTitle>{t('notFound.title')}</PageTitle>
      <EmptyState
        icon={IconMapOff}
        title={t('notFound.title')}
        isPage
        action={<ButtonLink to="/">{t('action.goHome')}</ButtonLink>}
      >
        {t('notFound.body')}
      </EmptyState>
    </>
  );
}
