import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { loadAreas, sentences } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import type { InboxRow } from '../inbox-row.ts';
import { readId } from '../queue.ts';
import { listenToInbox } from './inbox-stream.ts';
import { type NoticeKind, noticeOf } from './notice-of.ts';
import { isOwnAct } from './own-acts.ts';
import { playTone } from './tone.ts';

const MOST_KNOWN = 5_000;

/** Tells the person what needs them, by a sound and by the desktop, as they wish, from one of their tabs only. */
export function useNotices(leads: boolean): void {
  const trpc = useTRPC();
  const router = useRouter();
  const { person } = useSession();
  const speaks = useRef(leads);
  speaks.current = leads;
  const { data: me } = useQuery(trpc.staff.me.queryOptions(undefined, { staleTime: 60_000 }));
  const wishes = useRef(me?.notify);
  wishes.current = me?.notify;
  useEffect(() => {
    const known = new Map<string, InboxRow>();
    const tell = (kind: NoticeKind | 'mentioned', conversationId: string, find: () => Promise<Told>) => {
      if (!speaks.current || isOwnAct(conversationId)) return;
      if (wishes.current?.sound) void playTone();
      const isInSight = document.hasFocus() && router.state.location.pathname === `/inbox/${conversationId}`;
      if (!wishes.current?.desktop || isInSight) return;
      void find().then(
        (told) => show(kind, conversationId, told, (href) => router.history.push(href)),
        // What cannot be read is not told of.
        () => undefined,
      );
    };
    const silent = listenToInbox((event) => {
      if (event.kind === 'mentioned') {
        const { conversationId, byId, userIds } = event;
        if (byId === person.userId || !userIds.includes(person.userId)) return;
        tell('mentioned', conversationId, async () => {
          const id = readId(conversationId);
          const known = id && (await trpcClient.conversations.read.query({ id, limit: 1 }));
          return { contactName: known?.conversation.contactName };
        });
      }
      if (event.kind !== 'rows') return;
      for (const row of event.rows) {
        const kind = noticeOf(known.get(row.id), row, person.userId, Date.now());
        if (known.size > MOST_KNOWN) known.clear();
        known.set(row.id, row);
        if (kind) tell(kind, row.id, async () => row);
      }
    });
    return silent;
  }, [router, person.userId]);
}

/** What of a conversation a notice says. */
type Told = { readonly contactName?: string | undefined } & Partial<Pick<InboxRow, 'lastExchange'>>;

async function show(
  kind: NoticeKind | 'mentioned',
  conversationId: string,
  { contactName, lastExchange }: Told,
  open: (href: string) => void,
): Promise<void> {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  await loadAreas('inbox', 'conversations');
  const name = contactName ?? sentences('conversations')('unnamed');
  const title = sentences('inbox')(`notice.${kind}`, { name });
  const body = lastExchange?.asked ?? '';
  try {
    const notification = new Notification(title, { body, tag: conversationId, icon: '/favicon.svg' });
    notification.onclick = () => {
      window.focus();
      open(`/inbox/${conversationId}`);
      notification.close();
    };
  } catch {
    // Some phones show none from a page; there the push does it.
  }
}
