import { markOfAnswer } from '@answerdesk/domain';
import { Alert, Box, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useSentences } from '../../../i18n.ts';
import { AnswerField } from './answer-field.tsx';
import type { AnswerDraft } from './draft.ts';
import { useAnswerLanguages } from './languages.ts';
import type { FaqEditor } from './use-faq-editor.ts';

/** The answer in one further language, below the answer that it says again. */
export function TranslationPanel({
  editor: { draft, change, checked, mayWrite },
  at,
  isOutOfDate,
  onRemoved,
}: {
  readonly editor: FaqEditor;
  readonly at: number;
  readonly isOutOfDate: boolean;
  readonly onRemoved: () => void;
}) {
  const t = useSentences('faqs');
  const { nameOf } = useAnswerLanguages();
  const { translations, answer: source } = draft;
  const translation = translations[at];
  if (!translation) return null;
  const { locale } = translation;
  const language = nameOf(locale);
  const put = (part: Partial<AnswerDraft>) =>
    change({ translations: translations.map((each, place) => (place === at ? { ...each, ...part } : each)) });
  return (
    <Stack gap="sm">
      {isOutOfDate && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t('mark.outOfDate')}>
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{t('answer.outOfDate')}</Text>
            {mayWrite && (
              <Button size="xs" variant="default" onClick={() => put({ basedOn: markOfAnswer(source.trim()) })}>
                {t('answer.isCurrent')}
              </Button>
            )}
          </Stack>
        </Alert>
      )}
      {source.trim() !== '' && (
        <Box>
          <Text size="xs" c="dimmed">
            {t('answer.source')}
          </Text>
          <Text
            size="sm"
            dir="auto"
            style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', unicodeBidi: 'plaintext' }}
            lineClamp={8}
          >
            {source}
          </Text>
        </Box>
      )}
      <AnswerField
        name={`answer-${locale}`}
        label={t('answer.in', { language })}
        language={locale}
        value={translation.answer}
        problem={checked.problemAt('translations', at, 'answer')}
        isReadOnly={!mayWrite}
        onChange={(answer) => put({ answer })}
      />
      {mayWrite && (
        <Group justify="flex-end">
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            onClick={() => {
              change({ translations: translations.filter((_each, place) => place !== at) });
              onRemoved();
            }}
          >
            {t('answer.remove', { language })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
