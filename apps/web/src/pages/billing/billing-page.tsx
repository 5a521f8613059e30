import { Button, NativeSelect, Skeleton, Stack } from '@mantine/core';
import { IconCreditCard, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import { CostSection } from './cost-section.tsx';
import { InvoicesSection } from './invoices-section.tsx';
import { Notices } from './notices.tsx';
import { lastMonths } from './overview.ts';
import { PlansSection } from './plans-section.tsx';
import { ReceiptsSection } from './receipts-section.tsx';
import { UsageSection } from './usage-section.tsx';
import { usePortal } from './use-portal.ts';
import { useSaying } from './use-saying.ts';

const COUNTED_ANEW_MS = 60_000;
/** While a payment is waited for. */
const PAID_ANEW_MS = 3_000;

/** What the bot uses, what that costs, how much it may cost, and how it is paid. */
export function BillingPage() {
  const t = useSentences('billing');
  const trpc = useTRPC();
  const portal = usePortal();
  const [months] = useState(() => lastMonths(new Date()));
  const [month, setMonth] = useState(months[0] ?? '');
  const [isBack] = useState(() => new URLSearchParams(window.location.search).get('checkout') === 'done');
  const overview = useQuery({
    ...trpc.billing.overview.queryOptions({ month }),
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (isBack && state.data?.isSubscribed === false ? PAID_ANEW_MS : COUNTED_ANEW_MS),
  });
  const { data } = overview;
  const say = useSaying(data?.currency ?? 'CNY');
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            {data?.isCustomer && portal.isAllowed && (
              <Button
                variant="default"
                leftSection={<IconCreditCard size={18} aria-hidden />}
                loading={portal.isPending}
                onClick={portal.open}
              >
                {t('portal')}
              </Button>
            )}
            <Button
              component="a"
              href={`/files/usage.csv?month=${month}`}
              download
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden />}
            >
              {t('save')}
            </Button>
          </>
        }
      >
        {t('intro')}
      </PageHeader>
      <Stack gap="lg">
        <NativeSelect
          label={t('month')}
          value={month}
          maw={260}
          onChange={({ currentTarget }) => setMonth(currentTarget.value)}
          data={months.map((value) => ({ value, label: say.month(`${value}-01`) }))}
        />
        {overview.isPending && <Loading />}
        {overview.error && <ErrorState error={overview.error} retry={overview.refetch} />}
        {data && (
          <Stack gap="lg" aria-busy={overview.isPlaceholderData} {...(overview.isPlaceholderData && { opacity: 0.6 })}>
            {data.isCurrent && <Notices overview={data} isBack={isBack} />}
            <CostSection overview={data} />
            <UsageSection overview={data} />
            {data.channels.length > 0 && (
              <ReceiptsSection key={data.month} month={data.month} currency={data.currency} />
            )}
            {data.isBilled && <InvoicesSection />}
            {data.isBilled && data.isCurrent && <PlansSection overview={data} />}
          </Stack>
        )}
      </Stack>
    </>
  );
}

function Loading() {
  const shell = useSentences('shell');
  return (
    <Stack gap="lg" aria-busy="true" role="status" aria-label={shell('state.loading')}>
      <Skeleton h={220} radius="lg" />
      <Skeleton h={370} radius="md" />
      <Skeleton h={240} radius="md" />
    </Stack>
  );
}
