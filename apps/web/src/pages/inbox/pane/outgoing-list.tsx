import type { ConversationId } from '@answerdesk/domain';
import { Box, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { MarkedText } from '../../../components/marked-text.tsx';
import { useSentences } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import bubble from '../../conversation-parts/bubble.module.css';
import { dropOutgoing, type Outgoing, placeOf, useOutgoing } from './outgoing.ts';

/** Replies that are not at the server yet, or did not get there. */
export function OutgoingList({
  id,
  onTryAgain,
}: {
  readonly id: ConversationId;
  readonly onTryAgain: (item: Outgoing) => void;
}) {
  const t = useSentences('inbox-pane');
  const shell = useSentences('shell');
  const place = placeOf(useSession().person.userId, id);
  const items = useOutgoing(place);
  if (items.length === 0) return null;
  return (
    <Stack gap="xs" px="md" pb="xs" mah="30dvh" style={{ overflowY: 'auto' }}>
      {items.map((item) => (
        <Stack key={item.key} gap={4} align="flex-end">
          <Box className={`${bubble['bubble']} ${bubble['draft']}`} dir="auto">
            <MarkedText text={item.text === '' ? t('attach.picture') : item.text} />
          </Box>
          {item.state === 'sending' ? (
            <Group gap={6} role="status">
              <Loader size={12} aria-hidden />
              <Text size="xs" c="dimmed">
                {t('send.sending')}
              </Text>
            </Group>
          ) : (
            <Group gap="xs">
              <Group gap={4} c="var(--mantine-color-error)" role="alert">
                <IconAlertTriangle size={14} aria-hidden />
                <Text size="xs" c="inherit">
                  {t('send.failed')}
                </Text>
              </Group>
              <Button size="compact-sm" variant="light" onClick={() => onTryAgain(item)}>
                {shell('action.retry')}
              </Button>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => dropOutgoing(place, item.key)}>
                {t('send.discard')}
              </Button>
            </Group>
          )}
        </Stack>
      ))}
    </Stack>
  );
}
