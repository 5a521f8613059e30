import { Badge, Box, Button, Group, Text } from '@mantine/core';
import { IconReceiptOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChannelName } from '../../components/channel-names.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import classes from './billing.module.css';
import type { Currency, Receipt } from './overview.ts';
import { noReceiptFilters, ReceiptFilters, wantedReceipts } from './receipt-filters.tsx';
import { useSaying } from './use-saying.ts';

const PAGE = 20;

/** Every reply that was counted, with the rule in words and the way to its conversation. */
export function ReceiptsSection({ month, currency }: { readonly month: string; readonly currency: Currency }) {
  const t = useSentences('billing');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const [filters, setFilters] = useState(noReceiptFilters);
  const receipts = useInfiniteQuery(
    trpc.billing.receipts.infiniteQueryOptions(
      { month, ...wantedReceipts(filters, month), limit: PAGE },
      { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: (before) => before },
    ),
  );
  const rows = receipts.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title={t('receipts.title')} about={t('receipts.about')}>
      <ReceiptFilters month={month} filters={filters} change={setFilters} />
      {receipts.isPending && <LoadingRows rows={5} height={56} />}
      {receipts.error && <ErrorState error={receipts.error} retry={receipts.refetch} />}
      {receipts.isSuccess && rows.length === 0 && (
        <EmptyState icon={IconReceiptOff} title={t('receipts.none')}>
          {t('receipts.noneBody')}
        </EmptyState>
      )}
      <ul className={classes['receipts']} aria-label={t('receipts.title')}>
        {rows.map((receipt) => (
          <ReceiptRow key={receipt.id} receipt={receipt} currency={receipts.data?.pages[0]?.currency ?? currency} />
        ))}
      </ul>
      {receipts.hasNextPage && (
        <Group justify="center" mt="sm">
          <Button variant="default" loading={receipts.isFetchingNextPage} onClick={() => void receipts.fetchNextPage()}>
            {rows.length === 0 ? t('receipts.lookOn') : shell('action.loadMore')}
          </Button>
        </Group>
      )}
    </Section>
  );
}

function ReceiptRow({ receipt, currency }: { readonly receipt: Receipt; readonly currency: Currency }) {
  const t = useSentences('billing');
  const format = useFormat();
  const channelName = useChannelName();
  const { rule, plan, channel, conversationId, at, refund, modelTokens } = receipt;
  const about = [format.moment(at), channel && channelName(channel), t(`plan.${plan}`)].filter(Boolean).join(' · ');
  return (
    <li className={classes['receipt']} data-receipt={receipt.id}>
      <Box miw={0}>
        <Text fw={600} size="sm">
          {t(`rule.${rule}`)}
        </Text>
        <Text size="sm" c="dimmed">
          {about}
        </Text>
        {modelTokens !== undefined && <Text size="sm">{t('receipts.tokens', { count: modelTokens })}</Text>}
        {refund && <Text size="sm">{t(`refund.${refund.reason ?? 'unknown'}`)}</Text>}
        {conversationId !== undefined && (
          <PathLink
            to={`/conversations/${encodeURIComponent(conversationId)}`}
            size="sm"
            label={t('receipts.openOf', { when: format.moment(at) })}
          >
            {t('receipts.open')}
          </PathLink>
        )}
      </Box>
      <Price receipt={receipt} currency={currency} />
    </li>
  );
}

function Price({
  receipt: { pays, unitMicros, refund },
  currency,
}: {
  readonly receipt: Receipt;
  readonly currency: Currency;
}) {
  const t = useSentences('billing');
  const say = useSaying(currency);
  const price =
    pays === 'free'
      ? t('receipts.free')
      : pays === 'included'
        ? t('receipts.included')
        : pays === 'unit'
          ? say.unit(unitMicros)
          : t('receipts.partly', { amount: say.unit(unitMicros) });
  return (
    <Box className={classes['number'] ?? ''} maw={160}>
      <Text size="sm" fw={600} {...(refund && { td: 'line-through', c: 'dimmed' })}>
        {price}
      </Text>
      {refund && (
        <Badge variant="light" color="orange" c="var(--mantine-color-text)">
          {t('receipts.refunded')}
        </Badge>
      )}
    </Box>
  );
}
