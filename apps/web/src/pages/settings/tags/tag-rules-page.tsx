import { MOST_TAG_RULES, type TagRulesDraft, tagRulesSchema } from '@answerdesk/domain';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSentences } from '../../../i18n.ts';
import { SectionForm } from '../section-form.tsx';
import { SettingsLoader } from '../settings-loader.tsx';
import { type SettingsView, useSection } from '../use-section.ts';
import { freshCondition, type RuleDraft } from './draft.ts';
import { RuleFields } from './rule-fields.tsx';
import { TaggedDialog } from './tagged-dialog.tsx';

export function TagRulesPage() {
  return <SettingsLoader>{(view) => <TagRulesForm view={view} />}</SettingsLoader>;
}

function TagRulesForm({ view }: { readonly view: SettingsView }) {
  const t = useSentences('tags');
  const draft = useSection<TagRulesDraft>(
    view,
    ({ tags }) => tags,
    (value) => ({ section: 'tags', value }),
  );
  const [asked, setAsked] = useState<RuleDraft>();
  const { rules } = draft.value;
  const setRules = (next: readonly RuleDraft[]) => draft.set({ rules: [...next] });
  const problem = tagRulesSchema.safeParse(draft.value).success ? undefined : t('wrong');
  return (
    <>
      <SectionForm title={t('title')} about={t('about')} draft={draft} problem={problem}>
        {rules.length === 0 && <Text c="dimmed">{t('none')}</Text>}
        <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
          {rules.map((rule) => (
            <li key={rule.id}>
              <RuleFields
                rule={rule}
                onChange={(next) => setRules(rules.map((each) => (each.id === rule.id ? next : each)))}
                onRemove={() => setRules(rules.filter(({ id }) => id !== rule.id))}
                onAsk={() => setAsked(rule)}
              />
            </li>
          ))}
        </Stack>
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={rules.length >= MOST_TAG_RULES}
            onClick={() => setRules([...rules, freshRule()])}
          >
            {t('add')}
          </Button>
        </Group>
      </SectionForm>
      {asked && <TaggedDialog rule={asked} close={() => setAsked(undefined)} />}
    </>
  );
}

function freshRule(): RuleDraft {
  const id = crypto.randomUUID().replaceAll('-', '');
  return { id, tag: '', match: 'all', conditions: [freshCondition('email', '')] };
}
