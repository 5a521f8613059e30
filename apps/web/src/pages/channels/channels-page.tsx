import { Stack } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';
import { AccountCard } from './account-card.tsx';

/** While a platform has not called yet. */
const LOOK_EVERY_MS = 5_000;

/** The channels a business is reached through, each with its health and its way for customers. */
export function ChannelsPage() {
  const t = useSentences('channels');
  const trpc = useTRPC();
  const may = useMay();
  const { data, error, refetch } = useQuery(
    trpc.channels.list.queryOptions(undefined, {
      refetchInterval: ({ state }) =>
        state.data?.items.some((one) => one.webhookSetByHand && one.state === 'unfinished') ? LOOK_EVERY_MS : false,
    }),
  );
  const connect = may('channel.write') && (
    <ButtonLink to="/channels/connect" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('connect.title')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t('title')} actions={data && data.items.length > 0 && connect}>
        {t('intro')}
      </PageHeader>
      {error ? (
        <ErrorState error={error} retry={refetch} />
      ) : !data ? (
        <LoadingRows rows={2} height={210} />
      ) : data.items.length === 0 ? (
        <EmptyState icon={IconPlugConnected} title={t('empty.title')} action={connect}>
          {t('empty.about')}
        </EmptyState>
      ) : (
        <Stack gap="md">
          {data.items.map((account) => (
            <AccountCard key={account.id} account={account} colour={data.colour} />
          ))}
        </Stack>
      )}
    </>
  );
}
