import type { ScreenSentence } from '@answerdesk/locales';
import i18next from 'i18next';
import { useSentences } from '../../i18n.ts';

/** Says what was done in words; an action without a sentence goes by the audit's own name for it. */
export function useActionName(): (action: string) => string {
  const t = useSentences('audit');
  return (action) => {
    const sentence = `action.${action}`;
    return isSentence(sentence) ? t(sentence) : action;
  };
}

function isSentence(key: string): key is ScreenSentence<'audit'> {
  return i18next.exists(key, { ns: 'audit' });
}
