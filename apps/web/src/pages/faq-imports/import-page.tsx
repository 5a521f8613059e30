import { IconFileOff } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { TextLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { problemOf } from '../../problem.ts';
import { AtWork } from './at-work.tsx';
import { Ended } from './ended.tsx';
import { SetUp } from './set-up.tsx';
import type { Job } from './upload-file.ts';
import { isAtWork, useImport } from './use-import.ts';
import { useWhoAndWhen } from './who-and-when.ts';

const route = getRouteApi('/signed-in/faqs/import/$importId');

/** One import: its columns before it is started, how far it is, and what it came to. */
export function ImportPage() {
  const t = useSentences('faq-imports');
  const { importId } = route.useParams();
  const { data: job, error, refetch } = useImport(importId);
  if (job) return <Shown job={job} />;
  if (error && ['NOT_FOUND', 'BAD_REQUEST'].includes(problemOf(error))) {
    return (
      <EmptyState
        isPage
        icon={IconFileOff}
        title={t('gone.title')}
        action={<TextLink to="/faqs/import">{t('back')}</TextLink>}
      >
        {t('gone.about')}
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader title={t('title')} />
      {error ? <ErrorState error={error} retry={refetch} /> : <LoadingRows rows={3} height={140} />}
    </>
  );
}

function Shown({ job }: { readonly job: Job }) {
  const t = useSentences('faq-imports');
  const whoAndWhen = useWhoAndWhen();
  return (
    <>
      <PageHeader title={job.fileName} actions={<TextLink to="/faqs/import">{t('back')}</TextLink>}>
        {t('rowCount', { count: job.rowCount })} · {whoAndWhen(job)}
      </PageHeader>
      {job.state === 'uploaded' ? (
        <SetUp key={job.id} job={job} />
      ) : isAtWork(job) ? (
        <AtWork job={job} />
      ) : (
        <Ended job={job} />
      )}
    </>
  );
}
