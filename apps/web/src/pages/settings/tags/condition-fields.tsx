import { MOST_TAG_DAYS, MOST_TAG_ENQUIRIES, MOST_UPSET_TURNS } from '@answerdesk/domain';
import { ActionIcon, Autocomplete, Box, Group, NativeSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSentences } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import { useTRPC } from '../../../trpc.ts';
import { FaqPick } from '../../faqs/editor/faq-pick.tsx';
import { useAnswerLanguages } from '../../faqs/editor/languages.ts';
import { type ConditionDraft, conditionKinds, freshCondition } from './draft.ts';

/** One condition: what it asks, and the values that it asks for. */
export function ConditionFields({
  at,
  condition,
  onChange,
  onRemove,
}: {
  /** Its place in the rule, from 1. */
  readonly at: number;
  readonly condition: ConditionDraft;
  readonly onChange: (condition: ConditionDraft) => void;
  /** Missing where it is the only one. */
  readonly onRemove: (() => void) | undefined;
}) {
  const t = useSentences('tags');
  const { tenant } = useSession();
  return (
    <Group gap="sm" align="flex-end" role="group" aria-label={t('condition', { at })}>
      <NativeSelect
        label={t('condition', { at })}
        flex="1 1 12rem"
        value={condition.kind}
        data={conditionKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={({ currentTarget }) => {
          const kind = conditionKinds.find((each) => each === currentTarget.value);
          if (kind) onChange(freshCondition(kind, tenant.locale));
        }}
      />
      <Values condition={condition} onChange={onChange} />
      {onRemove && (
        <ActionIcon variant="default" size="lg" aria-label={t('removeCondition', { at })} onClick={onRemove}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}

function Values({
  condition,
  onChange,
}: {
  readonly condition: ConditionDraft;
  readonly onChange: (condition: ConditionDraft) => void;
}) {
  const t = useSentences('tags');
  switch (condition.kind) {
    case 'email':
      return (
        <TextInput
          label={t('fields.ending')}
          name="ending"
          flex="1 1 10rem"
          maxLength={254}
          dir="ltr"
          placeholder="@example.com"
          value={condition.endsWith}
          onChange={({ currentTarget }) => onChange({ ...condition, endsWith: currentTarget.value })}
        />
      );
    case 'language':
      return <LanguagePick language={condition.language} onPick={(language) => onChange({ ...condition, language })} />;
    case 'upset':
      return (
        <Count
          label={t('fields.turns')}
          most={MOST_UPSET_TURNS}
          value={condition.turns}
          onChange={(turns) => onChange({ ...condition, turns })}
        />
      );
    case 'rated':
      return (
        <Count
          label={t('fields.atMost')}
          most={4}
          value={condition.atMost}
          onChange={(atMost) => onChange({ ...condition, atMost })}
        />
      );
    case 'enquiries':
      return (
        <>
          <Count
            label={t('fields.atLeast')}
            most={MOST_TAG_ENQUIRIES}
            value={condition.atLeast}
            onChange={(atLeast) => onChange({ ...condition, atLeast })}
          />
          <Days value={condition.days} onChange={(days) => onChange({ ...condition, days })} />
        </>
      );
    case 'category':
      return (
        <>
          <CategoryPick category={condition.category} onPick={(category) => onChange({ ...condition, category })} />
          <Days value={condition.days} onChange={(days) => onChange({ ...condition, days })} />
        </>
      );
    case 'faq':
      return (
        <>
          <Box flex="1 1 14rem" display="flex">
            <FaqPick
              faqId={condition.faqId}
              exceptId={undefined}
              problem={undefined}
              onPick={(faqId) => onChange({ ...condition, faqId })}
            />
          </Box>
          <Days value={condition.days} onChange={(days) => onChange({ ...condition, days })} />
        </>
      );
  }
}

function Days({ value, onChange }: { readonly value: number; readonly onChange: (days: number) => void }) {
  const t = useSentences('tags');
  return <Count label={t('fields.days')} most={MOST_TAG_DAYS} value={value} onChange={onChange} />;
}

function Count({
  label,
  most,
  value,
  onChange,
}: {
  readonly label: string;
  readonly most: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const isRight = Number.isInteger(value) && value >= 1 && value <= most;
  return (
    <NumberInput
      label={label}
      flex="1 1 8rem"
      min={1}
      max={most}
      clampBehavior="none"
      allowDecimal={false}
      error={!isRight}
      value={value}
      onChange={(next) => onChange(Number(next))}
    />
  );
}

function LanguagePick({ language, onPick }: { readonly language: string; readonly onPick: (tag: string) => void }) {
  const t = useSentences('tags');
  const { tags, nameOf } = useAnswerLanguages();
  // Chinese however it is written, beside its two scripts.
  const offered = [...new Set([...tags, 'zh', language])].filter((tag) => tag !== '');
  return (
    <Select
      label={t('fields.language')}
      flex="1 1 10rem"
      searchable
      allowDeselect={false}
      data={offered.map((value) => ({ value, label: nameOf(value) }))}
      value={language}
      onChange={(value) => value !== null && onPick(value)}
    />
  );
}

function CategoryPick({ category, onPick }: { readonly category: string; readonly onPick: (name: string) => void }) {
  const t = useSentences('tags');
  const trpc = useTRPC();
  const { data: categories = [] } = useQuery(trpc.faqs.categories.queryOptions());
  return (
    <Autocomplete
      label={t('fields.category')}
      flex="1 1 10rem"
      maxLength={100}
      dir="auto"
      data={categories.map(({ name }) => name)}
      value={category}
      onChange={onPick}
    />
  );
}
