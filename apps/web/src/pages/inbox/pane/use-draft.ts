import type { ConversationId } from '@answerdesk/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from '../../../session.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import { type Place, placeOf } from './outgoing.ts';

const SAVE_AFTER_MS = 700;

export interface Written {
  readonly text: string;
  readonly isNote: boolean;
}

type Stored = Awaited<ReturnType<typeof trpcClient.replyDrafts.get.query>>;

const nothing: Written = { text: '', isNote: false };
/** What is written here and not saved yet: it is there at once when one comes back to it. */
const kept = new Map<Place, Written>();
/** Drafts are saved one after another: the last one written is the last one saved. */
let saving: Promise<unknown> = Promise.resolve();

/**
 * What somebody writes in a conversation. It is kept here while the page is open and saved for their other devices; what was
 * written last wins, and `elsewhere` is what another device saved meanwhile.
 */
export function useDraft(id: ConversationId) {
  const trpc = useTRPC();
  const place = placeOf(useSession().person.userId, id);
  const queryClient = useQueryClient();
  const query = trpc.replyDrafts.get.queryOptions(
    { conversationId: id },
    { refetchOnWindowFocus: 'always', staleTime: 0 },
  );
  const { data: stored } = useQuery(query);
  const [written, setWritten] = useState(() => kept.get(place) ?? wordsOf(stored));
  const [elsewhere, setElsewhere] = useState<Written>();
  /** What the server has, as far as is known here. */
  const saved = useRef<Written | undefined>(undefined);
  const newest = useRef(written);
  newest.current = written;

  useEffect(() => {
    if (stored === undefined) return;
    const theirs = wordsOf(stored);
    const before = saved.current;
    saved.current = theirs;
    if (isSame(theirs, newest.current) || (before && isSame(theirs, before))) return;
    const isUntouched = before === undefined ? newest.current.text === '' : isSame(before, newest.current);
    // Where a note was begun while it was read, the field stays a note's until there is something to show.
    if (isUntouched && theirs.text !== '') setWritten(theirs);
    else if (isUntouched) setWritten(({ isNote }) => ({ text: '', isNote }));
    else if (theirs.text !== '') setElsewhere(theirs);
  }, [stored]);

  const save = useCallback(() => {
    const now = newest.current;
    if (isSame(now, saved.current ?? nothing)) return;
    saved.current = now;
    const { queryKey } = trpc.replyDrafts.get.queryOptions({ conversationId: id });
    saving = saving.then(async () => {
      try {
        const { updatedAt } = await trpcClient.replyDrafts.save.mutate({ conversationId: id, ...now });
        if (kept.get(place) === now) kept.delete(place);
        if (saved.current !== now) return;
        // What was asked for before this was saved is older than this.
        await queryClient.cancelQueries({ queryKey });
        const stands: Stored = now.text.trim() === '' ? null : { conversationId: id, ...now, updatedAt };
        queryClient.setQueryData(queryKey, stands);
      } catch {
        // It is still here, and saved with the next letter.
        if (saved.current === now) saved.current = undefined;
      }
    });
  }, [id, place, trpc, queryClient]);

  useEffect(() => {
    const timer = setTimeout(save, SAVE_AFTER_MS);
    return () => {
      clearTimeout(timer);
      // Whoever goes to another conversation within the time leaves nothing behind.
      if (newest.current === written) save();
    };
  }, [written, save]);

  useEffect(() => {
    const onHide = () => document.visibilityState === 'hidden' && save();
    document.addEventListener('visibilitychange', onHide);
    return () => document.removeEventListener('visibilitychange', onHide);
  }, [save]);

  const change = (next: (before: Written) => Written) => {
    setWritten((before) => {
      const now = next(before);
      kept.set(place, now);
      return now;
    });
  };
  const write = (words: Partial<Written>) => change((before) => ({ ...before, ...words }));
  return {
    written,
    write,
    /** Takes away what was sent; what was written behind it or in its place meanwhile stays, and is a note where it was one. */
    clear: (sent: Written) =>
      change((before) => {
        if (!before.text.startsWith(sent.text)) return before;
        const text = before.text.slice(sent.text.length);
        return { text, isNote: before.isNote && (text !== '' || !sent.isNote) };
      }),
    elsewhere,
    takeElsewhere: () => {
      if (elsewhere) write(elsewhere);
      setElsewhere(undefined);
    },
    dismissElsewhere: () => setElsewhere(undefined),
  };
}

function wordsOf(stored: Stored | undefined): Written {
  return stored ? { text: stored.text, isNote: stored.isNote } : nothing;
}

function isSame(one: Written, other: Written): boolean {
  return one.text === other.text && (one.isNote === other.isNote || one.text === '');
}
