import type { ConversationId } from '@answerdesk/domain';
import { useMediaQuery } from '@mantine/hooks';
import { useSentences } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import type { Transcript } from '../../conversation-parts/entry.ts';
import { noteTyping } from '../live/presence.ts';
import { type Company, useCompany } from '../live/use-colleagues.ts';
import { useDraft } from './use-draft.ts';
import { useSend } from './use-send.ts';
import { useVerbs } from './use-verbs.ts';

const nobody: readonly Company[] = [];

/** Everything the parts of an open conversation share. */
export function usePane(id: ConversationId, transcript: Transcript) {
  const shared = useSentences('conversations');
  const { userId: me } = useSession().person;
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const { conversation, contact } = transcript;
  const { status, holder } = conversation;
  const isMine = status === 'human' && holder.kind === 'agent' && holder.agentId === me;
  const known = conversation.contactName ?? contact?.displayName;
  const verbs = useVerbs(conversation);
  const draft = useDraft(id);
  const sending = useSend(id, isMine, verbs);
  const others = useCompany().get(id) ?? nobody;
  return {
    id,
    transcript,
    conversation,
    /** The customer's name, where one is known. */
    name: known,
    shownName: known ?? shared('unnamed'),
    me,
    isMine,
    isPhone,
    verbs,
    draft,
    sending,
    others,
    onTyping: noteTyping,
  };
}

export type PaneState = ReturnType<typeof usePane>;
