import { faqLimits, outOfDateLocales } from '@answerdesk/domain';
import { Select, SimpleGrid, Tabs, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Section } from '../../../components/section.tsx';
import { useSentences } from '../../../i18n.ts';
import { AnswerField } from './answer-field.tsx';
import { useAnswerLanguages } from './languages.ts';
import { TranslationPanel } from './translation-panel.tsx';
import type { FaqEditor } from './use-faq-editor.ts';

const SOURCE = 'source';

/** The answer as it was written first, and in further languages. `shown` is the language open; empty: the first. */
export function AnswersSection({
  editor,
  shown,
  show,
}: {
  readonly editor: FaqEditor;
  readonly shown: string;
  readonly show: (language: string) => void;
}) {
  const t = useSentences('faqs');
  const { tags, nameOf } = useAnswerLanguages();
  const { draft, change, checked, mayWrite } = editor;
  const { translations, locale } = draft;
  const free = tags.filter((tag) => tag !== locale && translations.every((each) => each.locale !== tag));
  const outOfDate = outOfDateLocales({
    answer: draft.answer.trim(),
    translations: translations.flatMap(({ basedOn, ...each }) => (basedOn === undefined ? [] : [{ ...each, basedOn }])),
  });
  const sources = [...new Set([locale, ...tags])].filter(
    (tag) => tag !== '' && translations.every((each) => each.locale !== tag),
  );
  return (
    <Section title={t('answer.title')} about={t('answer.about')}>
      <Tabs
        value={shown || SOURCE}
        onChange={(value) => show(value === SOURCE || value === null ? '' : value)}
        variant="outline"
      >
        <Tabs.List aria-label={t('answer.languages')}>
          <Tabs.Tab value={SOURCE}>{locale === '' ? t('answer.anyLanguage') : nameOf(locale)}</Tabs.Tab>
          {translations.map((each, at) => {
            const isWrong = checked.problemAt('translations', at, 'answer') !== undefined;
            return (
              <Tabs.Tab
                key={each.locale}
                value={each.locale}
                {...((isWrong || outOfDate.includes(each.locale)) && {
                  rightSection: (
                    <>
                      <IconAlertTriangle size={14} color="var(--mantine-color-orange-7)" aria-hidden />
                      <VisuallyHidden>{t(isWrong ? 'answer.isWrong' : 'mark.outOfDate')}</VisuallyHidden>
                    </>
                  ),
                })}
              >
                {nameOf(each.locale)}
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        <Tabs.Panel value={SOURCE} pt="md">
          <AnswerField
            name="answer"
            label={t('field.answer')}
            language={locale}
            value={draft.answer}
            problem={checked.problemAt('answer')}
            isReadOnly={!mayWrite}
            onChange={(answer) => change({ answer })}
          />
        </Tabs.Panel>
        {translations.map((each, at) => (
          <Tabs.Panel key={each.locale} value={each.locale} pt="md">
            <TranslationPanel
              editor={editor}
              at={at}
              isOutOfDate={outOfDate.includes(each.locale)}
              onRemoved={() => show('')}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
      {checked.problemAt('translations') && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt="xs">
          {checked.problemAt('translations')}
        </Text>
      )}
      {mayWrite && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} mt="md" style={{ alignItems: 'end' }}>
          <Select
            label={t('answer.sourceLanguage')}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('answer.anyLanguage') }}
            placeholder={t('answer.anyLanguage')}
            data={sources.map((value) => ({ value, label: nameOf(value) }))}
            value={locale || null}
            onChange={(value) => change({ locale: value ?? '' })}
          />
          <Select
            label={t('answer.addLanguage')}
            searchable
            placeholder={t('answer.choose')}
            data={free.map((value) => ({ value, label: nameOf(value) }))}
            value={null}
            disabled={translations.length >= faqLimits.translations}
            onChange={(value) => {
              if (value === null) return;
              change({ translations: [...translations, { locale: value, answer: '' }] });
              show(value);
            }}
          />
        </SimpleGrid>
      )}
    </Section>
  );
}
