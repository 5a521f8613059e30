import { useDocumentVisibility } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { setNeedCount } from '../../../components/need-count.ts';
import { beforeSignOut } from '../../../session.ts';
import { useTRPC, watchMutations } from '../../../trpc.ts';
import { awaitsReply } from '../inbox-row.ts';
import { leavePush } from '../me/this-browser.ts';
import { asked, readId } from '../queue.ts';
import { openInboxStream } from './inbox-stream.ts';
import { noteOwnAct } from './own-acts.ts';
import { beatPresence, setViewing } from './presence.ts';
import { useLeads } from './use-leads.ts';
import { useLiveQueues } from './use-live-queues.ts';
import { useNotices } from './use-notices.ts';

/** The inbox at work behind whatever page is open: hears what happens, tells the person, says that they are there. */
export default function WatchInbox() {
  useLiveQueues();
  const leads = useLeads();
  const isVisible = useDocumentVisibility() === 'visible';
  useNotices(leads);
  useNeed();
  const { conversationId } = useParams({ strict: false });
  useEffect(() => setViewing(conversationId === undefined ? undefined : readId(conversationId)), [conversationId]);
  useEffect(() => beatPresence(), []);
  useEffect(() => {
    beforeSignOut.add(leavePush);
    return () => {
      beforeSignOut.delete(leavePush);
    };
  }, []);
  useEffect(
    () =>
      watchMutations((path, input) => {
        if (!path.startsWith('inbox.')) return;
        if (typeof input === 'object' && input !== null && 'id' in input) noteOwnAct(String(input.id));
      }),
    [],
  );
  // A browser has few connections for one server: tabs that nobody looks at need none, but for the one that speaks.
  const isHearing = leads || isVisible;
  useEffect(() => (isHearing ? openInboxStream() : undefined), [isHearing]);
  return null;
}

/** Counts what needs the person: the nobody's that wait, and those of theirs whose customer wrote last. */
function useNeed(): void {
  const trpc = useTRPC();
  const { data: counts } = useQuery(trpc.queues.counts.queryOptions());
  const { data: mine } = useInfiniteQuery(
    trpc.queues.list.infiniteQueryOptions(asked({}), { getNextPageParam: ({ nextCursor }) => nextCursor }),
  );
  const unanswered = mine?.pages.flatMap(({ items }) => items).filter(awaitsReply).length ?? 0;
  const need = (counts?.unassigned ?? 0) + unanswered;
  useEffect(() => setNeedCount(need), [need]);
  useEffect(() => () => setNeedCount(0), []);
}
