import { Stack, Switch, Text, Textarea } from '@mantine/core';
import { useSentences } from '../../../i18n.ts';
import type { TranslatedReply } from './use-translated-reply.ts';

/** Whether the reply is translated, and what the customer will read. */
export function TranslateReply({ translation }: { readonly translation: TranslatedReply }) {
  const t = useSentences('inbox-pane');
  const { status, language, isSameLanguage, languageName, isOn, setOn, shown, change } = translation;
  // Where nothing is to be translated nobody needs to hear why it is off.
  if (!status || (!status.isOn && isSameLanguage)) return null;
  const reason =
    status.isOn === false
      ? t(`translate.off.${status.reason}`)
      : language === undefined
        ? t('translate.off.no-language')
        : undefined;
  return (
    <Stack gap={6}>
      <Switch
        size="xs"
        label={languageName === undefined ? t('translate.reply') : t('translate.replyInto', { language: languageName })}
        description={reason}
        checked={isOn}
        disabled={reason !== undefined}
        onChange={({ currentTarget }) => setOn(currentTarget.checked)}
      />
      {shown !== undefined && (
        <>
          <Textarea
            label={t('translate.shown')}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={4_000}
            dir="auto"
            lang={language}
            value={shown}
            onChange={({ currentTarget }) => change(currentTarget.value)}
          />
          <Text size="xs" c="dimmed" role="status">
            {t('translate.check')}
          </Text>
        </>
      )}
    </Stack>
  );
}
