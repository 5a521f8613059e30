import { Anchor, Badge, Button, Group, Table, Text } from '@mantine/core';
import { IconFileInvoice } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import classes from './billing.module.css';
import type { Invoice } from './overview.ts';
import { useSaying } from './use-saying.ts';

/** What Stripe has billed: each with its number, state, and the way to it. */
export function InvoicesSection() {
  const t = useSentences('billing');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const invoices = useInfiniteQuery(
    trpc.billing.invoices.infiniteQueryOptions({}, { getNextPageParam: ({ nextCursor }) => nextCursor }),
  );
  const rows = invoices.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title={t('invoices.title')} about={t('invoices.about')}>
      {invoices.isPending && <LoadingRows rows={3} />}
      {invoices.error && <ErrorState error={invoices.error} retry={invoices.refetch} />}
      {invoices.isSuccess && rows.length === 0 && (
        <EmptyState icon={IconFileInvoice} title={t('invoices.none')}>
          {t('invoices.noneBody')}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table verticalSpacing={8} aria-label={t('invoices.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('invoices.number')}</Table.Th>
                <Table.Th>{t('invoices.date')}</Table.Th>
                <Table.Th className={classes['number'] ?? ''}>{t('invoices.amount')}</Table.Th>
                <Table.Th>{t('invoices.status')}</Table.Th>
                <Table.Th>{t('invoices.links')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((invoice) => (
                <InvoiceRow key={invoice.id} invoice={invoice} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {invoices.hasNextPage && (
        <Group justify="center" mt="sm">
          <Button variant="default" loading={invoices.isFetchingNextPage} onClick={() => void invoices.fetchNextPage()}>
            {shell('action.loadMore')}
          </Button>
        </Group>
      )}
    </Section>
  );
}

const colours = { paid: 'green', open: 'orange', void: 'gray', uncollectible: 'red' } as const;

function InvoiceRow({ invoice }: { readonly invoice: Invoice }) {
  const t = useSentences('billing');
  const format = useFormat();
  const say = useSaying(invoice.currency);
  const number = invoice.number ?? invoice.id;
  const isDue = invoice.status === 'open' && invoice.due > 0;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <bdi>{number}</bdi>
      </Table.Th>
      <Table.Td>{format.day(invoice.createdAt)}</Table.Td>
      <Table.Td className={classes['number'] ?? ''}>{say.amount(invoice.total)}</Table.Td>
      <Table.Td>
        <Badge variant="light" color={colours[invoice.status]} c="var(--mantine-color-text)">
          {t(`status.${invoice.status}`)}
        </Badge>
      </Table.Td>
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <Away url={invoice.url} label={t(isDue ? 'invoices.payOf' : 'invoices.pageOf', { number })}>
            {t(isDue ? 'invoices.pay' : 'invoices.page')}
          </Away>
          <Away url={invoice.pdfUrl} label={t('invoices.pdfOf', { number })}>
            {t('invoices.pdf')}
          </Away>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** A page of Stripe's; what is no secure web address is shown without a link. */
function Away({
  url,
  label,
  children,
}: {
  readonly url: string | undefined;
  readonly label: string;
  readonly children: string;
}) {
  if (url === undefined) return null;
  if (!/^https:\/\//.test(url)) return <Text size="sm">{children}</Text>;
  return (
    <Anchor href={url} target="_blank" rel="noopener noreferrer" size="sm" aria-label={label}>
      {children}
    </Anchor>
  );
}
