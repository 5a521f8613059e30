import { Box, Loader, Stack, Text } from '@mantine/core';
import { IconMessages, IconSearchOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import { ConversationFilters } from './conversation-filters.tsx';
import { ConversationRow, ROW_HEIGHT } from './conversation-row.tsx';
import classes from './conversations.module.css';
import { asked, isFiltered, type Listed, type Wanted } from './wanted.ts';

const LOOK_AGAIN_MS = 60_000;

/** A tenant's conversations, newest first; only those in sight are drawn. */
export function ConversationList() {
  const trpc = useTRPC();
  const wanted = useSearch({ from: '/signed-in/conversations' });
  const navigate = useNavigate();
  const list = useInfiniteQuery(
    trpc.conversations.list.infiniteQueryOptions(
      { ...asked(wanted), limit: 50 },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor,
        placeholderData: (before) => before,
        refetchInterval: LOOK_AGAIN_MS,
        refetchOnWindowFocus: 'always',
      },
    ),
  );
  const rows = uniqueOf(list.data?.pages.flatMap(({ items }) => items) ?? []);
  const { hasNextPage, isFetching, fetchNextPage } = list;
  const isShort = rows.length < 12;
  useEffect(() => {
    // One call looks at a bounded number, so a rare word is looked for call after call.
    if (isShort && hasNextPage && !isFetching) void fetchNextPage();
  }, [isShort, hasNextPage, isFetching, fetchNextPage]);
  const lookedBackTo = list.data?.pages.at(-1)?.lookedBackTo;
  const change = (next: (now: Wanted) => Wanted) => void navigate({ to: '.', search: next, replace: true });
  return (
    <Stack gap="sm">
      <ConversationFilters wanted={wanted} change={change} />
      {list.isPending && <LoadingRows rows={7} height={ROW_HEIGHT - 10} />}
      {list.error && <ErrorState error={list.error} retry={list.refetch} />}
      {list.isSuccess && rows.length === 0 && !hasNextPage && <Nothing wanted={wanted} />}
      {(rows.length > 0 || hasNextPage) && (
        <Rows rows={rows} more={hasNextPage && !isFetching ? fetchNextPage : undefined} />
      )}
      {wanted.search !== undefined && hasNextPage && lookedBackTo !== undefined && (
        <LookedBack to={lookedBackTo} isLooking={list.isFetchingNextPage} />
      )}
    </Stack>
  );
}

/** While one pages, a conversation with a new message moves to the front and may come twice. */
function uniqueOf(rows: readonly Listed[]): readonly Listed[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function Rows({ rows, more }: { readonly rows: readonly Listed[]; readonly more: (() => unknown) | undefined }) {
  const t = useSentences('conversations');
  const frame = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && rows.length > 0 && last >= rows.length - 10) more();
  }, [more, last, rows.length]);
  return (
    <Box ref={frame} className={classes['list']} component="section" aria-label={t('title')} tabIndex={0}>
      <ul className={classes['rows']} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <li
              key={String(key)}
              className={classes['place']}
              style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              <ConversationRow conversation={row} />
            </li>
          );
        })}
      </ul>
    </Box>
  );
}

function LookedBack({ to, isLooking }: { readonly to: string; readonly isLooking: boolean }) {
  const t = useSentences('conversations');
  const format = useFormat();
  return (
    <Text size="sm" c="dimmed" role="status">
      {isLooking && <Loader size={12} me="xs" aria-hidden />}
      {isLooking ? t('lookingBack') : t('lookedBack', { when: format.day(to) })}
    </Text>
  );
}

function Nothing({ wanted }: { readonly wanted: Wanted }) {
  const t = useSentences('conversations');
  if (isFiltered(wanted)) {
    return (
      <EmptyState icon={IconSearchOff} title={t('noMatch.title')}>
        {t('noMatch.body')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconMessages} title={t('none.title')}>
      {t('none.body')}
    </EmptyState>
  );
}
