import { screenLanguages } from '@answerdesk/locales';
import { useQuery } from '@tanstack/react-query';
import { languageName } from '../../../components/language-name.ts';
import { useLanguage } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import { useTRPC } from '../../../trpc.ts';

const spoken = 'pt it nl pl ru tr uk vi th id hi ko sv da nb fi cs el he ro hu'.split(' ');

/** The languages an answer may be written in, those in use first, and what they are called. */
export function useAnswerLanguages(): {
  readonly tags: readonly string[];
  readonly nameOf: (tag: string) => string;
} {
  const trpc = useTRPC();
  const shown = useLanguage();
  const { tenant } = useSession();
  const { data: written = [] } = useQuery(trpc.faqs.languages.queryOptions());
  return {
    tags: [...new Set([tenant.locale, ...written, ...screenLanguages, ...spoken])],
    nameOf: (tag) => languageName(tag, shown),
  };
}
