import type { ConversationId } from '@answerdesk/domain';
import { useState } from 'react';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { useSentences } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import { trpcClient } from '../../../trpc.ts';
import { dropOutgoing, newKey, type Outgoing, placeOf, putOutgoing } from './outgoing.ts';
import type { UploadedFile } from './upload-file.ts';
import { useStaff } from './use-staff.ts';
import { useRefresh, type Verbs } from './use-verbs.ts';
import { mentionedIn } from './written.ts';

/** What is to be said to the customer. */
export type Reply = Pick<Outgoing, 'text' | 'imageUrl' | 'original'>;

/** Sending replies and notes; what fails stays to be tried again with the same key. */
export function useSend(id: ConversationId, isMine: boolean, verbs: Verbs) {
  const t = useSentences('inbox-pane');
  const { staff, nameOf } = useStaff();
  const refresh = useRefresh(id);
  const place = placeOf(useSession().person.userId, id);
  const [sentAt, setSentAt] = useState(0);
  const [noting, setNoting] = useState<{ readonly text: string; readonly key: string }>();

  const attempt = async (item: Outgoing): Promise<void> => {
    putOutgoing(place, { ...item, state: 'sending' });
    const { key, text, imageUrl, original } = item;
    try {
      const result = await trpcClient.inbox.reply.mutate({
        id,
        key,
        text,
        ...(imageUrl !== undefined && { imageUrl }),
        ...(original && { original }),
      });
      if (result.outcome === 'not-holder') {
        const { holder } = result;
        notify(
          holder.kind === 'agent' ? t('held.notDone', { name: nameOf(holder.agentId) }) : t('send.botHasIt'),
          'failed',
        );
        putOutgoing(place, { ...item, state: 'failed' });
      } else {
        await refresh();
        dropOutgoing(place, key);
      }
    } catch (error) {
      putOutgoing(place, { ...item, state: 'failed' });
      notifyFailure(error);
    }
  };
  /** Takes the pen first where it is not one's own; resolves to whether the replies are on their way. */
  const send = async (replies: readonly Reply[]): Promise<boolean> => {
    if (!isMine && !(await verbs.takeOver())) return false;
    setSentAt(Date.now());
    void (async () => {
      for (const reply of replies) await attempt({ ...reply, key: newKey(), state: 'sending' });
    })();
    return true;
  };
  const writeNote = async (text: string): Promise<boolean> => {
    // Tried again after a failure, the same words are the same note.
    const key = noting?.text === text ? noting.key : newKey();
    setNoting({ text, key });
    try {
      await trpcClient.inbox.note.mutate({ id, key, text, mentionedIds: mentionedIn(text, staff) });
      setNoting(undefined);
      setSentAt(Date.now());
      void refresh();
      return true;
    } catch (error) {
      notifyFailure(error);
      return false;
    }
  };
  return { send, writeNote, tryAgain: (item: Outgoing) => void attempt(item), sentAt };
}

/** Replies that carry a text and files: the first picture with the words, each further one by itself, other files as links. */
export function repliesOf(text: string, files: readonly UploadedFile[]): Reply[] {
  // Channels show pictures that have a secure address; any other is a link.
  const isShown = ({ kind, url }: UploadedFile) => kind === 'image' && url.startsWith('https:');
  const links = files.filter((file) => !isShown(file)).map(({ fileName, url }) => `[${labelOf(fileName)}](${url})`);
  const words = [text.trim(), ...links].filter((part) => part !== '').join('\n');
  const [first, ...others] = files.filter(isShown);
  if (!first) return words === '' ? [] : [{ text: words }];
  return [{ text: words, imageUrl: first.url }, ...others.map(({ url }) => ({ text: '', imageUrl: url }))];
}

/** Brackets would end the label of a link. */
function labelOf(name: string): string {
  return name.replaceAll('[', '(').replaceAll(']', ')');
}
