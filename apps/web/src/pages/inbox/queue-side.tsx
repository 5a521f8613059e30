import { Box, Center, Loader, VisuallyHidden } from '@mantine/core';
import { IconInbox, IconInboxOff, IconSearchOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay, useSession } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';
import classes from './inbox.module.css';
import { InboxFilters } from './inbox-filters.tsx';
import type { InboxRow } from './inbox-row.ts';
import { useConnection } from './live/connection.ts';
import { asked, queueOf, type Wanted } from './queue.ts';
import { QueueList } from './queue-list.tsx';
import { ROW_HEIGHT } from './queue-row.tsx';
import { QueueTabs } from './queue-tabs.tsx';

/** The queues, what narrows them, and the one that is chosen. */
export function QueueSide({ wanted }: { readonly wanted: Wanted }) {
  const t = useSentences('inbox');
  const navigate = useNavigate();
  const change = (next: (now: Wanted) => Wanted) => void navigate({ to: '.', search: next, replace: true });
  return (
    <>
      <QueueTabs wanted={wanted} />
      <InboxFilters wanted={wanted} change={change} />
      <Box className={classes['listPlace']}>
        <Queue wanted={wanted} label={t('list', { queue: t(`queue.${queueOf(wanted)}`) })} />
      </Box>
    </>
  );
}

function Queue({ wanted, label }: { readonly wanted: Wanted; readonly label: string }) {
  const trpc = useTRPC();
  const connection = useConnection();
  const list = useInfiniteQuery(
    trpc.queues.list.infiniteQueryOptions(asked(wanted), { getNextPageParam: ({ nextCursor }) => nextCursor }),
  );
  const { hasNextPage, isFetching, fetchNextPage } = list;
  const rows = uniqueOf(list.data?.pages.flatMap(({ items }) => items) ?? []);
  const isShort = rows.length < 12;
  useEffect(() => {
    // One call looks at a bounded number, so a rare word is looked for call after call.
    if (isShort && hasNextPage && !isFetching) void fetchNextPage();
  }, [isShort, hasNextPage, isFetching, fetchNextPage]);
  if (list.isPending) {
    return (
      <Box p="xs">
        <LoadingRows rows={6} height={ROW_HEIGHT - 12} />
      </Box>
    );
  }
  if (list.error && rows.length === 0) {
    return (
      <Box p="xs">
        <ErrorState error={list.error} retry={list.refetch} />
      </Box>
    );
  }
  if (rows.length === 0) return hasNextPage ? <Looking /> : <Nothing wanted={wanted} />;
  return (
    <QueueList
      key={JSON.stringify(wanted)}
      rows={rows}
      label={label}
      more={hasNextPage && !isFetching ? fetchNextPage : undefined}
      isOld={connection.state === 'lost'}
    />
  );
}

/** While older ones are looked through for a rare word. */
function Looking() {
  const shell = useSentences('shell');
  return (
    <Center h="100%" role="status">
      <Loader size="sm" aria-hidden />
      <VisuallyHidden>{shell('state.loading')}</VisuallyHidden>
    </Center>
  );
}

/** A conversation that moves while one pages may come twice. */
function uniqueOf(rows: readonly InboxRow[]): readonly InboxRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function Nothing({ wanted }: { readonly wanted: Wanted }) {
  const t = useSentences('inbox');
  const may = useMay();
  const { isInboxOn } = useSession().tenant;
  const queue = queueOf(wanted);
  const isNarrowed = wanted.search !== undefined || wanted.channel !== undefined;
  if (!isInboxOn && !isNarrowed && (queue === 'waiting' || queue === 'unassigned')) {
    return (
      <Center h="100%">
        <EmptyState
          icon={IconInboxOff}
          title={t('off.title')}
          action={
            may('settings.read') && (
              <ButtonLink to="/settings/$section" params={{ section: 'inbox' }} variant="default">
                {t('menu.settings')}
              </ButtonLink>
            )
          }
        >
          {t('off.body')}
        </EmptyState>
      </Center>
    );
  }
  const words = isNarrowed ? 'noMatch' : (`none.${queue}` as const);
  return (
    <Center h="100%">
      <EmptyState icon={isNarrowed ? IconSearchOff : IconInbox} title={t(`${words}.title`)}>
        {t(`${words}.body`)}
      </EmptyState>
    </Center>
  );
}
