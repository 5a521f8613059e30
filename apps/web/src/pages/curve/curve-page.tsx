import { Stack } from '@mantine/core';
import { IconTrendingUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import { Changes } from './changes.tsx';
import { CurveSection } from './curve-section.tsx';

const LOOK_AGAIN_MS = 300_000;

/** How the bot got better from week to week, and what each change of the FAQs brought. */
export function CurvePage() {
  const t = useSentences('curve');
  const trpc = useTRPC();
  const { number } = useFormat();
  const [week, setWeek] = useState<string>();
  const curve = useQuery({ ...trpc.insights.curve.queryOptions(), refetchInterval: LOOK_AGAIN_MS });
  return (
    <>
      <PageHeader title={t('title')}>{t('intro')}</PageHeader>
      {curve.isPending && <LoadingRows rows={2} height={200} />}
      {curve.error && <ErrorState error={curve.error} retry={curve.refetch} />}
      {curve.data?.weeks.length === 0 && (
        <EmptyState
          icon={IconTrendingUp}
          title={t('none.title')}
          action={
            <ButtonLink to="/channels" variant="default">
              {t('none.action')}
            </ButtonLink>
          }
        >
          {t('none.body', { fewest: number(curve.data.fewest) })}
        </EmptyState>
      )}
      {curve.data && curve.data.weeks.length > 0 && (
        <Stack gap="lg">
          <CurveSection curve={curve.data} chosen={week} choose={setWeek} />
          <Changes marks={curve.data.marks} chosen={week} showAll={() => setWeek(undefined)} />
        </Stack>
      )}
    </>
  );
}
