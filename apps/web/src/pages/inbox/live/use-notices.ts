import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { loadAreas, sentences } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import { useTRPC } from '../../../trpc.ts';
import type { InboxRow } from '../inbox-row.ts';
import { listenToInbox } from './inbox-stream.ts';
import { leadTabs } from './lead-tabs.ts';
import { type NoticeKind, noticeOf } from './notice-of.ts';
import { isOwnAct } from './own-acts.ts';
import { playTone } from './tone.ts';

const MOST_KNOWN = 5_000;

/** Tells the person what needs them, by a sound and by the desktop, as they wish, from one of their tabs only. */
export function useNotices(): void {
  const trpc = useTRPC();
  const router = useRouter();
  const { person, tenant } = useSession();
  const { data: me } = useQuery(trpc.staff.me.queryOptions(undefined, { staleTime: 60_000 }));
  const wishes = useRef(me?.notify);
  wishes.current = me?.notify;
  useEffect(() => {
    let leads = false;
    const known = new Map<string, InboxRow>();
    const follow = leadTabs(`answerdesk.inbox.${tenant.id}.${person.userId}`, (next) => {
      leads = next;
    });
    const silent = listenToInbox((event) => {
      if (event.kind !== 'rows') return;
      for (const row of event.rows) {
        const kind = noticeOf(known.get(row.id), row, person.userId, Date.now());
        if (known.size > MOST_KNOWN) known.clear();
        known.set(row.id, row);
        if (!kind || !leads || isOwnAct(row.id)) continue;
        if (wishes.current?.sound) void playTone();
        const isInSight = document.hasFocus() && router.state.location.pathname === `/inbox/${row.id}`;
        if (wishes.current?.desktop && !isInSight) void show(kind, row, (href) => router.history.push(href));
      }
    });
    return () => {
      follow();
      silent();
    };
  }, [router, person.userId, tenant.id]);
}

async function show(kind: NoticeKind, row: InboxRow, open: (href: string) => void): Promise<void> {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  await loadAreas('inbox', 'conversations');
  const name = row.contactName ?? sentences('conversations')('unnamed');
  const title = sentences('inbox')(`notice.${kind}`, { name });
  const body = row.lastExchange?.asked ?? '';
  try {
    const notification = new Notification(title, { body, tag: row.id, icon: '/favicon.svg' });
    notification.onclick = () => {
      window.focus();
      open(`/inbox/${row.id}`);
      notification.close();
    };
  } catch {
    // Some phones show none from a page; there the push does it.
  }
}
