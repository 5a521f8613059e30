import { Group, Stack, Text } from '@mantine/core';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import type { PersonRead } from './person.ts';

/** How the customer rated how they were served, the newest first. */
export function Ratings({ person: { ratings } }: { readonly person: PersonRead }) {
  const t = useSentences('people');
  const format = useFormat();
  return (
    <Section title={t('ratings.title')}>
      {ratings.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('ratings.none')}
        </Text>
      )}
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {ratings.map(({ score, comment, ratedAt, conversationId }) => (
          <li key={`${conversationId} ${ratedAt}`}>
            <Group justify="space-between" gap="xs">
              <Text size="sm">{t('ratings.score', { score: format.number(score ?? 0) })}</Text>
              {ratedAt !== undefined && (
                <Text size="xs" c="dimmed">
                  {format.day(ratedAt)}
                </Text>
              )}
            </Group>
            {comment !== undefined && (
              <Text size="sm" c="dimmed" dir="auto" style={{ overflowWrap: 'anywhere' }}>
                {comment}
              </Text>
            )}
          </li>
        ))}
      </Stack>
    </Section>
  );
}
