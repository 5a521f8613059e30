import { Stack } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import { AlertsSection } from './alerts-section.tsx';
import { TopicTable } from './topic-table.tsx';

const LOOK_AGAIN_MS = 300_000;

/** What customers ask about: on top what comes up unusually often, then all of it with how often it came up. */
export function TopicsPage() {
  const t = useSentences('topics');
  const trpc = useTRPC();
  const topics = useQuery({ ...trpc.topics.list.queryOptions(), refetchInterval: LOOK_AGAIN_MS });
  const alerts = useQuery({ ...trpc.topics.alerts.queryOptions(), refetchInterval: LOOK_AGAIN_MS });
  const isEmpty = topics.data?.length === 0 && alerts.data?.alerts.length === 0;
  return (
    <>
      <PageHeader title={t('title')}>{t('intro')}</PageHeader>
      {isEmpty ? (
        <EmptyState
          icon={IconChartLine}
          title={t('none.title')}
          action={
            <ButtonLink to="/faqs" variant="default">
              {t('none.action')}
            </ButtonLink>
          }
        >
          {t('none.body')}
        </EmptyState>
      ) : (
        <Stack gap="lg">
          {alerts.isPending && <LoadingRows rows={2} height={96} />}
          {alerts.error && <ErrorState error={alerts.error} retry={alerts.refetch} />}
          {alerts.data && <AlertsSection {...alerts.data} />}
          {topics.isPending && <LoadingRows />}
          {topics.error && <ErrorState error={topics.error} retry={topics.refetch} />}
          {topics.data && topics.data.length > 0 && <TopicTable topics={topics.data} />}
        </Stack>
      )}
    </>
  );
}
