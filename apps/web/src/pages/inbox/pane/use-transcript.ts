import type { ConversationId } from '@answerdesk/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { notifyFailure } from '../../../components/notify.tsx';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import { listenToInbox } from '../live/inbox-stream.ts';
import { type KeptTranscript, withEarlier, withNewest } from './merge-transcript.ts';

const LOOK_AGAIN_MS = 60_000;
const PAGE = 50;

/** Begins with the path of `conversations.read`, so that whatever reads that again reads this again. */
export function transcriptKey(id: ConversationId) {
  return [['conversations', 'read'], { input: { id }, type: 'transcript' }] as const;
}

/** A conversation's transcript, kept as it grows at both ends: only its newest page is read again. */
export function useTranscript(id: ConversationId) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const queryKey = transcriptKey(id);
  useEffect(
    () =>
      listenToInbox((event) => {
        const isMeant =
          event.kind === 'all' ||
          (event.kind === 'messages' && event.conversationIds.includes(id)) ||
          (event.kind === 'rows' && event.rows.some((row) => row.id === id));
        if (!isMeant) return;
        void queryClient.invalidateQueries({ queryKey: transcriptKey(id) });
        for (const beside of [trpc.profile.get, trpc.preJudgement.get, trpc.resolution.get]) {
          void queryClient.invalidateQueries({ queryKey: beside.queryKey({ conversationId: id }) });
        }
      }),
    [id, queryClient, trpc],
  );
  const read = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<KeptTranscript> => {
      const page = await trpcClient.conversations.read.query({ id, limit: PAGE }, { signal });
      // Known as of now: earlier pages may have come in while this one was asked for.
      const kept = withNewest(queryClient.getQueryData<KeptTranscript>(queryKey), page);
      return kept ?? begunAnew(page);
    },
    structuralSharing: false,
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
    refetchOnWindowFocus: 'always',
  });
  const earlier = useMutation({
    mutationFn: async () => {
      const cursor = queryClient.getQueryData<KeptTranscript>(queryKey)?.earlier;
      if (cursor === undefined) return;
      const page = await trpcClient.conversations.read.query({ id, cursor, limit: PAGE });
      queryClient.setQueryData<KeptTranscript>(queryKey, (known) =>
        known?.earlier === cursor ? withEarlier(known, page) : known,
      );
    },
    onError: notifyFailure,
  });
  return { read, earlier };
}

function begunAnew(page: KeptTranscript['newest']): KeptTranscript {
  return withNewest(undefined, page) ?? { newest: page, entries: [], starts: [] };
}
