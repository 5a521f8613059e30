import { moodNow } from '@answerdesk/domain';
import { useSentences } from '../../i18n.ts';
import type { InboxRow } from './inbox-row.ts';

/** The customer's mood in words, and whether it grows; undefined where they show none. */
export function useMoodWords(mood: InboxRow['mood']): string | undefined {
  const t = useSentences('inbox');
  const now = moodNow(mood);
  return now && t(`mood.${now.trend}`, { mood: t(`mood.${now.emotion}`) });
}
