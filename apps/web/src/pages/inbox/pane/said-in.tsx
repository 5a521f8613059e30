import type { ConversationId, MessageId } from '@answerdesk/domain';
import { Button } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, use, useState } from 'react';
import { MarkedText } from '../../../components/marked-text.tsx';
import { useLanguage, useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';
import { PaneContext } from './pane-context.ts';
import { translationProblem } from './translation-problem.ts';

/**
 * The words of a message in the reader's language, and the link that turns from them to the original and back. `words` is
 * undefined while the original is what is shown.
 */
export function useSaidIn(
  conversationId: ConversationId,
  messageId: MessageId,
  text: string,
): { readonly words: ReactNode | undefined; readonly link: ReactNode } {
  const t = useSentences('inbox-pane');
  const trpc = useTRPC();
  const screen = useLanguage();
  const { canTranslate, isAuto } = use(PaneContext);
  const [chosen, setChosen] = useState<boolean>();
  const isWanted = canTranslate && text.trim() !== '' && (chosen ?? isAuto);
  const asked = useQuery(
    trpc.translations.ofMessage.queryOptions(
      { conversationId, messageId, to: screen },
      { enabled: isWanted, staleTime: Number.POSITIVE_INFINITY, retry: false },
    ),
  );
  if (!canTranslate || text.trim() === '') return { words: undefined, link: undefined };
  const said = isWanted ? asked.data : undefined;
  const isTranslated = said?.kind === 'translated';
  if (isAuto && said?.kind === 'not-needed') return { words: undefined, link: undefined };
  const problem =
    said && said.kind !== 'translated'
      ? t(translationProblem(said))
      : isWanted && asked.error
        ? t('translate.problem.failed')
        : undefined;
  return {
    words: isTranslated ? (
      <span lang={screen} data-translated>
        <MarkedText text={said.text} />
      </span>
    ) : undefined,
    link: (
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconLanguage size={14} aria-hidden />}
        loading={isWanted && asked.isFetching}
        aria-pressed={isTranslated}
        onClick={() => (isWanted && asked.error ? void asked.refetch() : setChosen(!isTranslated))}
      >
        {problem ?? (isTranslated ? t('translate.original') : t('translate.message'))}
      </Button>
    ),
  };
}
