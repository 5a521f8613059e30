import type { ConversationId } from '@answerdesk/domain';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useSession } from '../../../session.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import { tabId } from './tab-id.ts';

const BEAT_EVERY_MS = 20_000;
const TYPING_FOR_MS = 5_000;

/** Tells colleagues that one looks at a conversation and writes in it, and who of them does. */
export function usePresence(id: ConversationId) {
  const trpc = useTRPC();
  const { userId: me } = useSession().person;
  const isTyping = useRef(false);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const beat = useCallback(() => {
    // One that is lost is made up for by the next.
    trpcClient.presence.beat.mutate({ tabId, viewing: id, isTyping: isTyping.current }).catch(() => undefined);
  }, [id]);
  useEffect(() => {
    beat();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') beat();
    }, BEAT_EVERY_MS);
    const onShow = () => document.visibilityState === 'visible' && beat();
    document.addEventListener('visibilitychange', onShow);
    return () => {
      clearInterval(timer);
      clearTimeout(pause.current);
      document.removeEventListener('visibilitychange', onShow);
      trpcClient.presence.beat.mutate({ tabId, isTyping: false }).catch(() => undefined);
    };
  }, [beat]);
  const onTyping = useCallback(() => {
    clearTimeout(pause.current);
    pause.current = setTimeout(() => {
      isTyping.current = false;
      beat();
    }, TYPING_FOR_MS);
    if (isTyping.current) return;
    isTyping.current = true;
    beat();
  }, [beat]);
  const { data: present = [] } = useQuery(trpc.presence.list.queryOptions(undefined, { refetchInterval: BEAT_EVERY_MS }));
  const others = present.filter(({ userId, viewing }) => userId !== me && viewing === id);
  return { others, onTyping };
}
