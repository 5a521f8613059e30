import { IconMessageOff } from '@tabler/icons-react';
import { useParams, useSearch } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { useSentences } from '../../i18n.ts';
import { ConversationPane } from './pane/conversation-pane.tsx';
import { queueOf, readId } from './queue.ts';

/** The conversation of the address, in the place that the page gives it. */
export function OpenConversation() {
  const t = useSentences('inbox');
  const { conversationId } = useParams({ from: '/signed-in/inbox/$conversationId' });
  const wanted = useSearch({ from: '/signed-in/inbox' });
  const id = readId(conversationId);
  if (!id) {
    return (
      <EmptyState icon={IconMessageOff} title={t('gone.title')}>
        {t('gone.body')}
      </EmptyState>
    );
  }
  return <ConversationPane key={id} conversationId={id} queue={queueOf(wanted)} />;
}
