import { writtenLanguageOf } from '@answerdesk/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { languageName } from '../../../components/language-name.ts';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { useLanguage, useSentences } from '../../../i18n.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import type { Conversation } from './conversation.ts';
import { translationProblem } from './translation-problem.ts';
import { useRemembered } from './use-remembered.ts';

interface Translated {
  /** What it is the translation of. */
  readonly of: string;
  readonly text: string;
  /** The language that the agent wrote in. */
  readonly from: string;
}

/** Writing in one's own language what the customer reads in theirs: the translation is shown, and may be changed, before it is sent. */
export function useTranslatedReply({ language }: Conversation, text: string) {
  const t = useSentences('inbox-pane');
  const screen = useLanguage();
  const trpc = useTRPC();
  const { data: status } = useQuery(trpc.translations.status.queryOptions(undefined, { staleTime: 60_000 }));
  const [isWanted, setWanted] = useRemembered('answerdesk.translate-replies');
  const [translated, setTranslated] = useState<Translated>();
  const [isAsking, setAsking] = useState(false);
  const canBe = status?.isOn === true && language !== undefined;
  const isOn = canBe && isWanted;
  const isFresh = isOn && translated?.of === text.trim();
  const ask = async () => {
    if (language === undefined) return;
    const of = text.trim();
    setAsking(true);
    try {
      const said = await trpcClient.translations.preview.query({ text: of, to: language });
      if (said.kind === 'translated') setTranslated({ of, text: said.text, from: said.from ?? screen });
      else if (said.kind === 'not-needed') setTranslated({ of, text: of, from: language });
      else notify(t(translationProblem(said)), 'failed');
    } catch (error) {
      notifyFailure(error);
    } finally {
      setAsking(false);
    }
  };
  return {
    status,
    language,
    /** Whether the customer's language is the screen's. */
    isSameLanguage: language !== undefined && writtenLanguageOf(language) === writtenLanguageOf(screen),
    languageName: language === undefined ? undefined : languageName(language, screen),
    isOn,
    setOn: setWanted,
    isAsking,
    /** Whether sending shows the translation first. */
    isToAsk: isOn && !isFresh && text.trim() !== '',
    /** The translation as it would be sent. */
    shown: isFresh ? translated.text : undefined,
    change: (changed: string) => translated && setTranslated({ ...translated, text: changed }),
    /** What is to be sent; undefined when the translation is to be looked at first. */
    toSend: async (): Promise<
      { readonly text: string; readonly original?: { text: string; language: string } } | undefined
    > => {
      if (!isOn || text.trim() === '') return { text };
      if (!isFresh) {
        await ask();
        return undefined;
      }
      if (translated.text.trim() === translated.of) return { text };
      return { text: translated.text, original: { text: translated.of, language: translated.from } };
    },
    forget: () => setTranslated(undefined),
  };
}

export type TranslatedReply = ReturnType<typeof useTranslatedReply>;
