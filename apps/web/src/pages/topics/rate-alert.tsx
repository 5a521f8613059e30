import { ActionIcon, Group, Text } from '@mantine/core';
import { IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { notifyFailure } from '../../components/notify.tsx';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import type { TopicAlertView } from './alert.ts';

/** Says whether an alert was of use; the same again takes it back. */
export function RateAlert({ alert: { id, title, rating } }: { readonly alert: TopicAlertView }) {
  const t = useSentences('topics');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const rate = useMutation({
    mutationFn: (given: NonNullable<TopicAlertView['rating']>) =>
      trpcClient.topics.rate.mutate({ id, rating: given === rating ? null : given }),
    onSuccess: () => queryClient.invalidateQueries(trpc.topics.alerts.pathFilter()),
    onError: notifyFailure,
  });
  const button = (given: NonNullable<TopicAlertView['rating']>, words: string, sign: ReactNode) => (
    <ActionIcon
      size="lg"
      variant={rating === given ? 'filled' : 'default'}
      aria-pressed={rating === given}
      aria-label={words}
      title={words}
      disabled={rate.isPending}
      onClick={() => rate.mutate(given)}
    >
      {sign}
    </ActionIcon>
  );
  return (
    <Group gap="xs" role="group" aria-label={`${t('rate.label')} ${title}`}>
      <Text size="sm" c="dimmed">
        {t('rate.label')}
      </Text>
      {button('useful', t('rate.useful'), <IconThumbUp size={18} aria-hidden />)}
      {button('not-useful', t('rate.notUseful'), <IconThumbDown size={18} aria-hidden />)}
    </Group>
  );
}
