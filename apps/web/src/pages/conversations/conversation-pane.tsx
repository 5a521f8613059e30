import { Alert, Box, Button, Center, Group, Loader, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft, IconMessageOff, IconUserQuestion } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';
import { ButtonLink, TextLink } from '../../components/button-link.tsx';
import { useChannelName } from '../../components/channel-names.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { languageName } from '../../components/language-name.ts';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { useFormat } from '../../format.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import { problemOf } from '../../problem.ts';
import { useTRPC } from '../../trpc.ts';
import { Bubble } from '../conversation-parts/bubble.tsx';
import { idOf, isMessage, questionOf, readId, type Transcript } from '../conversation-parts/entry.ts';
import { Resolution } from '../conversation-parts/resolution.tsx';
import { WindowLeft } from '../conversation-parts/window-left.tsx';
import classes from './conversations.module.css';

const LOOK_AGAIN_MS = 60_000;

/** One conversation: who it is with, how it stands, and every message both ways. */
export function ConversationPane() {
  const t = useSentences('conversations');
  const { conversationId } = useParams({ from: '/signed-in/conversations/$conversationId' });
  const wanted = useSearch({ from: '/signed-in/conversations' });
  const id = readId(conversationId);
  return (
    <Stack gap="xs">
      <ButtonLink
        to="/conversations"
        search={wanted}
        variant="subtle"
        size="compact-sm"
        hiddenFrom="md"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('back')}
      </ButtonLink>
      <Box className={classes['pane']}>{id ? <Opened key={id} id={id} /> : <Gone />}</Box>
    </Stack>
  );
}

function Gone() {
  const t = useSentences('conversations');
  return (
    <EmptyState icon={IconMessageOff} title={t('gone.title')}>
      {t('gone.body')}
    </EmptyState>
  );
}

function Opened({ id }: { readonly id: NonNullable<ReturnType<typeof readId>> }) {
  const trpc = useTRPC();
  const read = useInfiniteQuery(
    trpc.conversations.read.infiniteQueryOptions(
      { id, limit: 50 },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor,
        refetchInterval: LOOK_AGAIN_MS,
        refetchOnWindowFocus: 'always',
      },
    ),
  );
  if (read.isPending) {
    return (
      <Box p="md">
        <LoadingRows rows={6} height={52} />
      </Box>
    );
  }
  const newest = read.data?.pages[0];
  if (!newest) {
    return problemOf(read.error) === 'NOT_FOUND' ? (
      <Gone />
    ) : (
      <Box p="md">
        <ErrorState error={read.error} retry={read.refetch} />
      </Box>
    );
  }
  const entries = [...(read.data?.pages ?? [])].reverse().flatMap((page) => page.entries);
  return (
    <>
      <Head of={newest} />
      <Messages
        name={newest.conversation.contactName}
        entries={entries}
        more={read.hasNextPage ? read.fetchNextPage : undefined}
        isFetchingMore={read.isFetchingNextPage}
      />
    </>
  );
}

function Head({ of: { conversation, contact, window } }: { readonly of: Transcript }) {
  const t = useSentences('conversations');
  const format = useFormat();
  const screen = useLanguage();
  const channelName = useChannelName();
  const { contactName, channel, language, waiting, contactId, isGroup } = conversation;
  const name = contactName ?? contact?.displayName ?? t('unnamed');
  const facts = [channelName(channel), language && languageName(language, screen)].filter(Boolean).join(' · ');
  return (
    <Stack gap="xs" p="md" style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}>
      <PageTitle>{name}</PageTitle>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} fz="h4" lineClamp={1} dir="auto">
          {name}
        </Title>
        <Text size="sm" c="dimmed" style={{ flex: 'none' }}>
          {facts}
        </Text>
      </Group>
      {!isGroup && (
        <TextLink to="/people/$contactId" params={{ contactId }} size="sm" style={{ alignSelf: 'flex-start' }}>
          {t('profile')}
        </TextLink>
      )}
      {waiting && (
        <Alert
          p="xs"
          color="orange"
          icon={<IconUserQuestion aria-hidden />}
          styles={{ message: { color: 'var(--mantine-color-text)' } }}
        >
          {t('waiting.since', { when: format.moment(waiting.since) })} {t(`waiting.${waiting.reason}`)}
        </Alert>
      )}
      <Resolution conversationId={conversation.id} />
      {window !== undefined && <WindowLeft window={window} />}
      {contact?.isReachable === false && (
        <Text size="sm" c="var(--mantine-color-error)">
          {t('blocked')}
        </Text>
      )}
    </Stack>
  );
}

function Messages({
  name,
  entries,
  more,
  isFetchingMore,
}: {
  readonly name: string | undefined;
  readonly entries: Transcript['entries'];
  readonly more: (() => unknown) | undefined;
  readonly isFetchingMore: boolean;
}) {
  const t = useSentences('conversations');
  const frame = useRef<HTMLDivElement>(null);
  const fromEnd = useRef(0);
  const first = entries[0] && idOf(entries[0]);
  const newest = entries.at(-1);
  const last = newest && idOf(newest);
  // Earlier messages come in above without moving what is being read; a new one at the end is shown.
  useLayoutEffect(() => {
    if (first && frame.current) frame.current.scrollTop = frame.current.scrollHeight - fromEnd.current;
  }, [first]);
  useLayoutEffect(() => {
    if (last && frame.current && fromEnd.current < frame.current.clientHeight + 200) {
      frame.current.scrollTop = frame.current.scrollHeight;
    }
  }, [last]);
  return (
    <Box
      ref={frame}
      className={classes['messages']}
      component="section"
      aria-label={t('transcript', { name: name ?? t('unnamed') })}
      tabIndex={0}
      onScroll={({ currentTarget }) => {
        fromEnd.current = currentTarget.scrollHeight - currentTarget.scrollTop;
      }}
    >
      <Stack gap="md">
        {more && (
          <Center>
            <Button size="xs" variant="default" onClick={() => more()} disabled={isFetchingMore}>
              {isFetchingMore ? <Loader size={14} aria-hidden /> : t('more')}
              {isFetchingMore && <VisuallyHidden>{t('more')}</VisuallyHidden>}
            </Button>
          </Center>
        )}
        {entries.filter(isMessage).map((entry) => (
          <Bubble key={entry.message.id} entry={entry} question={questionOf(entry, entries)} />
        ))}
      </Stack>
    </Box>
  );
}
