import { Badge, Group, Stack, Text } from '@mantine/core';
import { languageName } from '../../components/language-name.ts';
import { useFormat } from '../../format.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import { apart } from '../inbox/pane/apart.ts';
import type { PersonRead } from './person.ts';

type RuleTag = PersonRead['ruleTags'][number];

/** What a customer is tagged with by rules, and by which. */
export function RuleTags({ ruleTags }: { readonly ruleTags: readonly RuleTag[] }) {
  const sayRule = useRuleWords();
  return (
    <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: 'none' }}>
      {ruleTags.map((rule) => (
        <Group component="li" key={rule.id} gap={6}>
          <Badge variant="light">
            <bdi>{rule.tag}</bdi>
          </Badge>
          <Text size="xs" c="dimmed" dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {sayRule(rule)}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

function useRuleWords(): (rule: RuleTag) => string {
  const t = useSentences('tags');
  const format = useFormat();
  const screen = useLanguage();
  function sayCondition(condition: RuleTag['conditions'][number], titles: RuleTag['titles']): string {
    switch (condition.kind) {
      case 'email':
        return t('because.email', { ending: apart(condition.endsWith) });
      case 'language':
        return t('because.language', { language: languageName(condition.language, screen) });
      case 'upset':
        return t('because.upset', { number: format.number(condition.turns) });
      case 'rated':
        return t('because.rated', { score: format.number(condition.atMost) });
      case 'enquiries':
        return t('because.enquiries', {
          number: format.number(condition.atLeast),
          days: format.days(condition.days),
        });
      case 'category':
        return t('because.category', { category: apart(condition.category), days: format.days(condition.days) });
      case 'faq':
        return t('because.faq', { question: apart(titles[condition.faqId] ?? ''), days: format.days(condition.days) });
    }
  }
  return ({ match, conditions, titles }) => {
    const said = conditions.map((condition) => sayCondition(condition, titles));
    return new Intl.ListFormat(screen, { type: match === 'all' ? 'conjunction' : 'disjunction' }).format(said);
  };
}
