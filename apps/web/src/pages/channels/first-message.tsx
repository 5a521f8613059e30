import { Alert, Blockquote, Group, Loader, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../../components/button-link.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';

const LOOK_EVERY_MS = 1_500;

/** Waits for the first message to a fresh account and shows it the moment it is there. */
export function FirstMessage({ id, since }: { readonly id: string; readonly since: string }) {
  const t = useSentences('channels');
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.channels.arrival.queryOptions(
      { id, since },
      { refetchInterval: ({ state }) => (state.data ? false : LOOK_EVERY_MS), refetchIntervalInBackground: true },
    ),
  );
  if (!data) {
    return (
      <Group gap="sm" wrap="nowrap" role="status">
        <Loader size="sm" aria-hidden />
        <Text>{t('first.waiting')}</Text>
      </Group>
    );
  }
  return (
    <Alert color="brand" icon={<IconCircleCheck aria-hidden />} role="status" title={t('first.arrived')}>
      <Stack gap="sm" align="flex-start">
        <Blockquote p="sm" my={0} cite={data.from} dir="auto">
          {data.text || t('first.noText')}
        </Blockquote>
        <Group>
          <PathLink to={`/conversations/${data.conversationId}`}>{t('first.open')}</PathLink>
          <ButtonLink to="/channels" size="xs" variant="default">
            {t('first.done')}
          </ButtonLink>
        </Group>
      </Stack>
    </Alert>
  );
}
