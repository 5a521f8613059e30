import { Group, Loader, Text } from '@mantine/core';
import { IconPointFilled } from '@tabler/icons-react';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useConnection } from './live/connection.ts';

/** Whether what is shown is what is: live, or from when. */
export function ConnectionNote() {
  const t = useSentences('inbox');
  const format = useFormat();
  const connection = useConnection();
  return (
    <Group gap={4} wrap="nowrap" role="status" miw={0} data-connection={connection.state}>
      {connection.state === 'live' ? (
        <IconPointFilled size={14} color="var(--mantine-color-teal-6)" aria-hidden />
      ) : (
        <Loader size={12} aria-hidden />
      )}
      <Text size="xs" c={connection.state === 'lost' ? 'var(--mantine-color-text)' : 'dimmed'}>
        {connection.state === 'live' && t('live.on')}
        {connection.state === 'connecting' && t('live.connecting')}
        {connection.state === 'lost' && t('live.reconnecting', { when: format.clock(connection.since) })}
      </Text>
    </Group>
  );
}
