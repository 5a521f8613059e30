import { LONGEST_TAG, MOST_TAG_CONDITIONS } from '@answerdesk/domain';
import { Button, Group, NativeSelect, Paper, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import { useId } from 'react';
import { useSentences } from '../../../i18n.ts';
import { ConditionFields } from './condition-fields.tsx';
import { type ConditionDraft, freshCondition, type RuleDraft } from './draft.ts';

/** One rule: the tag it gives, and what must be true of a customer for it. */
export function RuleFields({
  rule,
  onChange,
  onRemove,
  onAsk,
}: {
  readonly rule: RuleDraft;
  readonly onChange: (rule: RuleDraft) => void;
  readonly onRemove: () => void;
  /** Somebody wants to know which customers have it. */
  readonly onAsk: () => void;
}) {
  const t = useSentences('tags');
  const id = useId();
  const { tag, match, conditions } = rule;
  const setConditions = (next: readonly ConditionDraft[]) => onChange({ ...rule, conditions: [...next] });
  const keys = conditions.map((_, index) => `${id} ${index}`);
  return (
    <Paper withBorder radius="md" p="sm" data-rule={rule.id}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-end">
          <TextInput
            label={t('tag')}
            name="tag"
            flex="1 1 10rem"
            maxLength={LONGEST_TAG}
            dir="auto"
            value={tag}
            onChange={({ currentTarget }) => onChange({ ...rule, tag: currentTarget.value })}
          />
          <NativeSelect
            label={t('match')}
            flex="1 1 12rem"
            value={match}
            data={(['all', 'any'] as const).map((value) => ({ value, label: t(`matches.${value}`) }))}
            onChange={({ currentTarget }) =>
              onChange({ ...rule, match: currentTarget.value === 'any' ? 'any' : 'all' })
            }
          />
        </Group>
        {conditions.map((condition, index) => (
          <ConditionFields
            key={keys[index]}
            at={index + 1}
            condition={condition}
            onChange={(next) => setConditions(conditions.map((each, other) => (other === index ? next : each)))}
            onRemove={
              conditions.length > 1 ? () => setConditions(conditions.filter((_, other) => other !== index)) : undefined
            }
          />
        ))}
        <Group gap="xs" justify="space-between">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={conditions.length >= MOST_TAG_CONDITIONS}
            onClick={() => setConditions([...conditions, freshCondition('email', '')])}
          >
            {t('addCondition')}
          </Button>
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              leftSection={<IconUsers size={14} aria-hidden />}
              aria-label={`${t('who')}: ${tag}`}
              onClick={onAsk}
            >
              {t('who')}
            </Button>
            <Button size="xs" variant="default" aria-label={t('removeOf', { tag })} onClick={onRemove}>
              {t('remove')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Paper>
  );
}
