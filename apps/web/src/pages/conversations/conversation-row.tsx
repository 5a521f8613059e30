import { Badge, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { readId } from '../conversation-parts/entry.ts';
import classes from './conversations.module.css';
import type { Listed } from './wanted.ts';

export const ROW_HEIGHT = 84;

/** One conversation in the list: who, when, what was asked and said last, and how it stands. */
export function ConversationRow({ conversation }: { readonly conversation: Listed }) {
  const t = useSentences('conversations');
  const format = useFormat();
  const { id, contactName, lastMessageAt, lastExchange, outcome, waiting } = conversation;
  return (
    <Link
      to="/conversations/$conversationId"
      params={{ conversationId: readId(id) ?? id }}
      search
      className={classes['row'] ?? ''}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={600} size="sm" truncate dir="auto">
          {contactName ?? t('unnamed')}
        </Text>
        <Text size="xs" c="dimmed" component="time" dateTime={lastMessageAt} style={{ flex: 'none' }}>
          {format.short(lastMessageAt)}
        </Text>
      </Group>
      <Text size="sm" truncate dir="auto">
        {lastExchange?.asked ||
          (lastExchange?.attachment ? t(`attachment.${lastExchange.attachment}`) : t(without(outcome)))}
      </Text>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="xs" c="dimmed" truncate dir="auto">
          {lastExchange?.replied ? t('you', { text: lastExchange.replied }) : ''}
        </Text>
        {waiting ? (
          <Badge size="sm" variant="light" color="orange" c="var(--mantine-color-text)" style={{ flex: 'none' }}>
            {t('waiting.badge')}
          </Badge>
        ) : (
          outcome && (
            <Badge size="sm" variant="default" style={{ flex: 'none' }}>
              {t(`outcome.${outcome}`)}
            </Badge>
          )
        )}
      </Group>
    </Link>
  );
}

/** What a customer did who said nothing. */
function without(outcome: Listed['outcome']) {
  if (outcome === 'noted') return 'event.noted';
  return outcome === 'greeted' ? 'event.opened' : 'pressed';
}
