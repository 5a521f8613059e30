import type { ConversationId } from '@answerdesk/domain';
import { Group, Skeleton, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '../../components/error-state.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';

const LOOK_AGAIN_MS = 60_000;
const signs = {
  open: IconCircleDashed,
  pending: IconCircleDashed,
  confirmed: IconCircleCheck,
  assumed: IconCircleCheck,
  unresolved: IconCircleX,
  reopened: IconCircleX,
} as const;

/** Whether what the customer last came with is resolved, who by, and why it counts as it does. */
export function Resolution({ conversationId }: { readonly conversationId: ConversationId }) {
  const t = useSentences('conversations');
  const format = useFormat();
  const trpc = useTRPC();
  const read = useQuery({
    ...trpc.resolution.get.queryOptions({ conversationId }),
    refetchInterval: LOOK_AGAIN_MS,
    refetchOnWindowFocus: 'always',
  });
  if (read.isPending) return <Skeleton h={40} radius="sm" />;
  if (read.error) return <ErrorState error={read.error} retry={read.refetch} />;
  const enquiry = read.data;
  if (!enquiry) {
    return (
      <Text size="sm" c="dimmed">
        {t('resolution.none')}
      </Text>
    );
  }
  const { state, reason, by, settlesAt } = enquiry;
  const Sign = signs[state];
  const isPending = state === 'pending' && settlesAt !== undefined;
  const isAnswered = state !== 'open' && state !== 'unresolved';
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" data-resolution={state}>
      <Sign size={18} style={{ flex: 'none', marginTop: 1 }} aria-hidden />
      <div>
        <Text size="sm" fw={600}>
          {t(`resolution.state.${state}`)}
        </Text>
        <Text size="sm" c="dimmed">
          {by && isAnswered && `${t(`resolution.by.${by}`)} · `}
          {t(`resolution.why.${reason}`)} {isPending && t('resolution.until', { when: format.moment(settlesAt) })}
        </Text>
      </div>
    </Group>
  );
}
