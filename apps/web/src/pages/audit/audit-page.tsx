import { Badge, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { saveFile } from '../../components/save-file.ts';
import { type Column, VirtualTable } from '../../components/virtual-table.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { useActionName } from './action-name.ts';
import { AuditFilters, type Filters, isFiltered, noFilters, wanted } from './audit-filters.tsx';

type Entry = Awaited<ReturnType<typeof trpcClient.audit.list.query>>['items'][number];
const PAGE = 100;

export function AuditPage() {
  const t = useSentences('audit');
  const trpc = useTRPC();
  const [filters, setFilters] = useState<Filters>(noFilters);
  const entries = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(
      { ...wanted(filters), limit: PAGE },
      { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: (before) => before },
    ),
  );
  const save = useMutation({
    mutationFn: () => trpcClient.audit.export.query(wanted(filters)),
    onSuccess: ({ csv, isComplete }) => {
      saveFile(`audit-${new Date().toISOString().slice(0, 10)}.csv`, csv, 'text/csv');
      if (!isComplete) notify(t('isCut'), 'plain');
    },
    onError: notifyFailure,
  });
  const rows = entries.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {t('exportCsv')}
          </Button>
        }
      >
        {t('intro')}
      </PageHeader>
      <Stack>
        <AuditFilters filters={filters} change={setFilters} />
        {entries.isPending && <LoadingRows rows={8} />}
        {entries.error && <ErrorState error={entries.error} retry={entries.refetch} />}
        {entries.isSuccess && rows.length === 0 && <Nothing filters={filters} clear={() => setFilters(noFilters)} />}
        {rows.length > 0 && (
          <Entries
            rows={rows}
            more={entries.hasNextPage ? entries.fetchNextPage : undefined}
            isFetchingMore={entries.isFetchingNextPage}
          />
        )}
      </Stack>
    </>
  );
}

function Nothing({ filters, clear }: { readonly filters: Filters; readonly clear: () => void }) {
  const t = useSentences('audit');
  if (!isFiltered(filters)) {
    return (
      <EmptyState icon={IconHistory} title={t('none.title')}>
        {t('none.body')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconHistory}
      title={t('noMatch.title')}
      action={
        <Button variant="default" onClick={clear}>
          {t('filter.clear')}
        </Button>
      }
    >
      {t('noMatch.body')}
    </EmptyState>
  );
}

function Entries({
  rows,
  more,
  isFetchingMore,
}: {
  readonly rows: readonly Entry[];
  readonly more: (() => unknown) | undefined;
  readonly isFetchingMore: boolean;
}) {
  const t = useSentences('audit');
  const nameOf = useActionName();
  const format = useFormat();
  const when = ({ at }: Entry) => (
    <Tooltip label={format.exactly(at)}>
      <Text size="sm" component="time" dateTime={at}>
        {format.moment(at)}
      </Text>
    </Tooltip>
  );
  const target = ({ target: on, actor }: Entry) => (on && on.id !== actor.userId ? on.id : '');
  const columns: readonly Column<Entry>[] = [
    { name: 'when', header: t('column.when'), width: '24%', cell: when },
    { name: 'who', header: t('column.who'), cell: ({ actor }) => <Cut>{actor.email}</Cut> },
    {
      name: 'what',
      header: t('column.what'),
      cell: (entry) => (
        <>
          <Text size="sm">{nameOf(entry.action)}</Text>
          {target(entry) && (
            <Text size="xs" c="dimmed" truncate title={target(entry)}>
              {target(entry)}
            </Text>
          )}
          {entry.reason === 'needs-reason' && <Text size="xs">{t('needsReason')}</Text>}
          {entry.isUnforetold && <Text size="xs">{t('unforetold')}</Text>}
          {entry.cost && (
            <Text size="xs">
              {t('cost', { loss: format.number(entry.cost.loss), pinned: format.number(entry.cost.lostPinned) })}
            </Text>
          )}
          {entry.note !== undefined && (
            <Text size="xs" truncate title={entry.note} dir="auto">
              {t('note', { note: entry.note })}
            </Text>
          )}
        </>
      ),
    },
    { name: 'where', header: t('column.where'), width: '14%', cell: ({ address }) => <Cut>{address}</Cut> },
    { name: 'outcome', header: t('column.outcome'), width: '12%', cell: ({ outcome }) => <Outcome of={outcome} /> },
  ];
  return (
    <VirtualTable
      label={t('title')}
      columns={columns}
      rows={rows}
      idOf={({ id }) => id}
      more={more}
      isFetchingMore={isFetchingMore}
      height="calc(100dvh - 17rem)"
      card={(entry) => (
        <Stack gap={2}>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Text size="sm" fw={600}>
              {nameOf(entry.action)}
            </Text>
            <Outcome of={entry.outcome} />
          </Group>
          <Cut>{[entry.actor.email, target(entry)].filter(Boolean).join(' → ')}</Cut>
          <Text size="xs" c="dimmed">
            {format.moment(entry.at)} · {entry.address}
          </Text>
        </Stack>
      )}
    />
  );
}

function Cut({ children }: { readonly children: string }) {
  return (
    <Text size="sm" truncate title={children}>
      {children}
    </Text>
  );
}

const colours = { done: 'green', refused: 'orange', failed: 'red' } as const;

function Outcome({ of }: { readonly of: Entry['outcome'] }) {
  const t = useSentences('audit');
  return (
    <Badge variant="light" color={colours[of]} c="var(--mantine-color-text)" style={{ flex: 'none' }}>
      {t(`outcome.${of}`)}
    </Badge>
  );
}
