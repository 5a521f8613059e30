import { Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useSentences } from '../i18n.ts';
import { problemOf, problemSentence } from '../problem.ts';
import { Forbidden } from './forbidden.ts';
import { NotFoundPage } from './not-found-page.tsx';

/** What stands in the place of a page that failed, or that the person's role does not include. */
export function CrashScreen({ error, reset }: ErrorComponentProps) {
  const t = useSentences('shell');
  const router = useRouter();
  if (error instanceof Forbidden || problemOf(error) === 'FORBIDDEN') {
    return (
      <>
        <PageTitle>{t('forbidden.title')}</PageTitle>
        <EmptyState icon={IconLock} title={t('forbidden.title')} isPage>
          {t('forbidden.body')}
        </EmptyState>
      </>
    );
  }
  const problem = problemOf(error);
  if (problem === 'NOT_FOUND') return <NotFoundPage />;
  const retry = async () => {
    await router.invalidate();
    reset();
  };
  return (
    <>
      <PageTitle>{t('crash.title')}</PageTitle>
      <EmptyState
        icon={IconAlertTriangle}
        title={t('crash.title')}
        isPage
        action={
          <Group justify="center">
            <Button onClick={retry}>{t('action.retry')}</Button>
          </Group>
        }
      >
        {problem === 'UNKNOWN' ? t('crash.body') : t(problemSentence(error))}
      </EmptyState>
    </>
  );
}
