import type { ConversationId } from '@answerdesk/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { trpcClient, useTRPC } from '../../../trpc.ts';

const SAVE_AFTER_MS = 700;

export interface Written {
  readonly text: string;
  readonly isNote: boolean;
}

type Stored = Awaited<ReturnType<typeof trpcClient.replyDrafts.get.query>>;

const nothing: Written = { text: '', isNote: false };
/** What is written here, by conversation: it is there at once when one comes back to it. */
const kept = new Map<ConversationId, Written>();

/**
 * What somebody writes in a conversation. It is kept here while the page is open and saved for their other devices; what was
 * written last wins, and `elsewhere` is what another device saved meanwhile.
 */
export function useDraft(id: ConversationId) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [written, setWritten] = useState(() => kept.get(id) ?? nothing);
  const [elsewhere, setElsewhere] = useState<Written>();
  const saved = useRef<Written | undefined>(undefined);
  const newest = useRef(written);
  newest.current = written;
  const query = trpc.replyDrafts.get.queryOptions(
    { conversationId: id },
    { refetchOnWindowFocus: 'always', staleTime: 0 },
  );
  const { data: stored } = useQuery(query);

  useEffect(() => {
    if (stored === undefined) return;
    const theirs = stored === null ? nothing : { text: stored.text, isNote: stored.isNote };
    const before = saved.current;
    saved.current = theirs;
    if (isSame(theirs, newest.current) || (before && isSame(theirs, before))) return;
    const isUntouched = before === undefined ? newest.current.text === '' : isSame(before, newest.current);
    if (isUntouched) {
      keep(id, theirs);
      setWritten(theirs);
    } else if (theirs.text !== '') setElsewhere(theirs);
  }, [id, stored]);

  useEffect(() => {
    if (saved.current && isSame(written, saved.current)) return;
    const save = () => {
      if (saved.current ? isSame(newest.current, saved.current) : newest.current.text === '') return;
      const saving = newest.current;
      saved.current = saving;
      // A draft that could not be saved is still here, and saved with the next letter.
      trpcClient.replyDrafts.save
        .mutate({ conversationId: id, ...saving })
        .then(({ updatedAt }) => {
          const { text, isNote } = saving;
          const stands: Stored = text.trim() === '' ? null : { conversationId: id, text, isNote, updatedAt };
          queryClient.setQueryData(query.queryKey, stands);
        })
        .catch(() => {
          if (saved.current === saving) saved.current = undefined;
        });
    };
    const timer = setTimeout(save, SAVE_AFTER_MS);
    const onHide = () => document.visibilityState === 'hidden' && save();
    document.addEventListener('visibilitychange', onHide);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onHide);
      // Whoever goes to another conversation within the time leaves nothing behind.
      if (newest.current === written) save();
    };
  }, [id, written, queryClient, query.queryKey]);

  const write = (change: Partial<Written>) => {
    setWritten((before) => {
      const next = { ...before, ...change };
      keep(id, next);
      return next;
    });
  };
  return {
    written,
    write,
    elsewhere,
    takeElsewhere: () => {
      if (elsewhere) write(elsewhere);
      setElsewhere(undefined);
    },
    dismissElsewhere: () => setElsewhere(undefined),
  };
}

function keep(id: ConversationId, written: Written): void {
  if (written.text === '' && !written.isNote) kept.delete(id);
  else kept.set(id, written);
}

function isSame(one: Written, other: Written): boolean {
  return one.text === other.text && (one.isNote === other.isNote || one.text === '');
}
