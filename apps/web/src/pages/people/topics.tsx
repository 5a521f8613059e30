import { Group, Stack, Text } from '@mantine/core';
import { TextLink } from '../../components/button-link.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import type { PersonRead } from './person.ts';

/** What the customer asked about most lately. */
export function Topics({ person: { topics } }: { readonly person: PersonRead }) {
  const t = useSentences('people');
  const format = useFormat();
  return (
    <Section title={t('topics.title')} about={t('topics.about')}>
      {topics.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('topics.none')}
        </Text>
      )}
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {topics.map(({ faqId, title, count }) => (
          <Group component="li" key={faqId} justify="space-between" wrap="nowrap" gap="sm">
            <TextLink to="/faqs/$faqId" params={{ faqId }} size="sm" dir="auto">
              {title}
            </TextLink>
            <Text size="sm" c="dimmed" style={{ flex: 'none' }}>
              {t('topics.count', { number: format.number(count) })}
            </Text>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
