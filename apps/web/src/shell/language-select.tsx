import type { ScreenLanguage } from '@answerdesk/locales';
import { screenLanguages } from '@answerdesk/locales';
import { NativeSelect } from '@mantine/core';
import { IconWorld } from '@tabler/icons-react';
import { changeLanguage, languageNames, useLanguage, useSentences } from '../i18n.ts';

/** The language of the screens, each by its own name. */
export function LanguageSelect() {
  const t = useSentences('shell');
  const language = useLanguage();
  return (
    <NativeSelect
      aria-label={t('account.language')}
      leftSection={<IconWorld size={16} aria-hidden />}
      value={language}
      onChange={({ currentTarget }) => void changeLanguage(currentTarget.value as ScreenLanguage)}
      data={screenLanguages.map((value) => ({ value, label: languageNames[value] }))}
    />
  );
}
