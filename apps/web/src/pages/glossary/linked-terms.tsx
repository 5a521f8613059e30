import { Group, Text } from '@mantine/core';
import { TextLink } from '../../components/button-link.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import classes from './glossary.module.css';
import type { Neighbours } from './glossary.ts';

/** Terms one step away, each a way on. */
export function LinkedTerms({ terms, title }: { readonly terms: Neighbours['terms']; readonly title: string }) {
  const t = useSentences('glossary');
  const { number } = useFormat();
  return (
    <Section title={title}>
      <ul className={classes['list']}>
        {terms.map(({ id, name, faqCount }) => (
          <li key={id} className={classes['item']}>
            <Group justify="space-between" gap="xs">
              <TextLink to="/faqs/glossary/terms/$termId" params={{ termId: id }}>
                <bdi>{name}</bdi>
              </TextLink>
              <Text size="sm" c="dimmed">
                {t('faqs', { number: number(faqCount) })}
              </Text>
            </Group>
          </li>
        ))}
      </ul>
    </Section>
  );
}
