import { Button, Modal, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { TextLink } from '../../../components/button-link.tsx';
import { useChannelName } from '../../../components/channel-names.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';
import { useContactName } from '../../people/person.ts';
import type { RuleDraft } from './draft.ts';

const LOOK_AGAIN_MS = 5_000;

/** The customers that a rule, as it is saved, is true of; while all are judged anew, those who are known to have it so far. */
export function TaggedDialog({ rule: { id, tag }, close }: { readonly rule: RuleDraft; readonly close: () => void }) {
  const t = useSentences('tags');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const nameOf = useContactName();
  const channelName = useChannelName();
  const tagged = useInfiniteQuery(
    trpc.people.tagged.infiniteQueryOptions(
      { ruleId: id },
      {
        getNextPageParam: ({ next }) => next,
        staleTime: 0,
        refetchInterval: ({ state }) => (state.data?.pages.at(-1)?.isJudgingAll ? LOOK_AGAIN_MS : false),
      },
    ),
  );
  const isJudging = tagged.data?.pages.at(-1)?.isJudgingAll === true;
  const customers = tagged.data?.pages.flatMap((page) => page.customers) ?? [];
  return (
    <Modal
      opened
      onClose={close}
      title={t('whoOf', { tag })}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      {tagged.isPending && <LoadingRows rows={3} height={32} />}
      {tagged.error && <ErrorState error={tagged.error} retry={tagged.refetch} />}
      {isJudging && (
        <Text c="dimmed" size="sm" mb="sm" role="status">
          {t('judging')}
        </Text>
      )}
      {tagged.data && !isJudging && customers.length === 0 && <Text c="dimmed">{t('nobody')}</Text>}
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {customers.map((contact) => (
          <li key={contact.contactId}>
            <TextLink to="/people/$contactId" params={{ contactId: contact.contactId }} size="sm">
              <bdi>{nameOf(contact)}</bdi>
            </TextLink>
            <Text size="xs" c="dimmed" dir="auto" style={{ overflowWrap: 'anywhere' }}>
              {[contact.channel && channelName(contact.channel), contact.email].filter(Boolean).join(' · ')}
            </Text>
          </li>
        ))}
      </Stack>
      {tagged.hasNextPage && (
        <Button
          mt="md"
          size="xs"
          variant="default"
          loading={tagged.isFetchingNextPage}
          onClick={() => void tagged.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Modal>
  );
}
