import { Badge, Group, Stack, Text } from '@mantine/core';
import { TextLink } from '../../components/button-link.tsx';
import { useChannelName } from '../../components/channel-names.ts';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import type { PersonRead } from './person.ts';

/** What was talked about on every channel, the newest first. */
export function Conversations({ person: { conversations } }: { readonly person: PersonRead }) {
  const t = useSentences('people');
  const inbox = useSentences('inbox');
  const format = useFormat();
  const channelName = useChannelName();
  return (
    <Section title={t('conversations.title')}>
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {conversations.map(({ id, channel, status, isGroup, lastMessageAt, lastExchange }) => (
          <li key={id}>
            <Group justify="space-between" gap="xs">
              <Group gap="xs">
                <Text size="sm" fw={600}>
                  {channelName(channel)}
                </Text>
                {isGroup && <Badge variant="default">{t('conversations.group')}</Badge>}
                {status !== 'human' && <Badge variant="default">{inbox(`status.${status}`)}</Badge>}
              </Group>
              <Text size="xs" c="dimmed">
                {format.moment(lastMessageAt)}
              </Text>
            </Group>
            <TextLink
              to="/inbox/$conversationId"
              params={{ conversationId: id }}
              search={{ queue: 'all' }}
              size="sm"
              dir="auto"
              lineClamp={1}
            >
              {lastExchange?.asked || t('conversations.nothing')}
            </TextLink>
          </li>
        ))}
      </Stack>
    </Section>
  );
}
