import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import { Dial } from './dial.tsx';
import { Stages } from './stages.tsx';

/** How soon it is looked again whether what changed is learnt. */
const LEARNING_MS = 1_500;

export function DialPage() {
  const t = useSentences('dial');
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery({
    ...trpc.dial.get.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.isLearning ? LEARNING_MS : false),
  });
  return (
    <>
      <PageHeader title={t('title')}>{t('intro')}</PageHeader>
      <Stack gap="lg">
        {error ? (
          <ErrorState error={error} retry={refetch} />
        ) : data ? (
          <Dial key={JSON.stringify(data.thresholds)} standing={data} />
        ) : (
          <LoadingRows rows={1} height={520} />
        )}
        <Stages />
      </Stack>
    </>
  );
}
