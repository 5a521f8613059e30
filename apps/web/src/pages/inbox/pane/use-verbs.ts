import type { ConversationId, Priority, UserId } from '@answerdesk/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { offerUndo } from '../../../components/undo.tsx';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import type { Conversation } from './conversation.ts';
import { useStaff } from './use-staff.ts';

type Outcome = Awaited<ReturnType<typeof trpcClient.inbox.snooze.mutate>>;

/** What can be done with a conversation; each tells what came of it and how to take it back where that is possible. */
export function useVerbs(conversation: Conversation) {
  const { id, assigneeId, snoozedUntil } = conversation;
  const t = useSentences('inbox-pane');
  const format = useFormat();
  const { nameOf } = useStaff();
  const refresh = useRefresh(id);
  const taking = useTakeOver(id, refresh);
  /** Does it, and says what came of it: `done` with a way back or without. */
  const act = useMutation({
    mutationFn: ({ verb }: { readonly verb: () => Promise<Outcome>; readonly onDone: () => void }) => verb(),
    onSuccess: (result, { onDone }) => {
      if (result.outcome === 'held') notify(t('held.notDone', { name: nameOf(result.byId) }), 'failed');
      else if (result.outcome === 'done') onDone();
    },
    onError: notifyFailure,
    // Nobody waits until everything is read again.
    onSettled: () => void refresh(),
  });
  const undoable = (message: string, undo: () => Promise<unknown>) =>
    offerUndo(message, async () => {
      await undo();
      await refresh();
    });
  return {
    ...taking,
    isBusy: act.isPending || taking.isTaking,
    handBack: (note: string) =>
      act.mutate({
        verb: () => trpcClient.inbox.handBack.mutate({ id, ...(note !== '' && { note }) }),
        onDone: () => notify(t('handBack.done')),
      }),
    transfer: (toId: UserId | undefined, note: string) =>
      act.mutate({
        verb: () =>
          trpcClient.inbox.transfer.mutate({ id, ...(toId !== undefined && { toId }), ...(note !== '' && { note }) }),
        onDone: () => notify(toId === undefined ? t('transfer.queued') : t('transfer.done', { name: nameOf(toId) })),
      }),
    assign: (toId: UserId | undefined) => {
      const before = assigneeId;
      const assign = (to: UserId | undefined) =>
        trpcClient.inbox.assign.mutate({ id, ...(to !== undefined && { toId: to }) });
      act.mutate({
        verb: () => assign(toId),
        onDone: () =>
          undoable(toId === undefined ? t('assign.nobody') : t('assign.done', { name: nameOf(toId) }), () =>
            assign(before),
          ),
      });
    },
    snooze: (until: Date) => {
      const before = snoozedUntil === undefined ? undefined : new Date(snoozedUntil);
      act.mutate({
        verb: () => trpcClient.inbox.snooze.mutate({ id, until }),
        onDone: () =>
          undoable(t('snooze.done', { until: format.moment(until) }), () =>
            before && before > new Date()
              ? trpcClient.inbox.snooze.mutate({ id, until: before })
              : trpcClient.inbox.wake.mutate({ id }),
          ),
      });
    },
    wake: () =>
      act.mutate({ verb: () => trpcClient.inbox.wake.mutate({ id }), onDone: () => notify(t('snooze.woken')) }),
    close: (isSilent: boolean) =>
      act.mutate({
        verb: () => trpcClient.inbox.close.mutate({ id, isSilent }),
        onDone: () => notify(t('close.done')),
      }),
    setTags: (tags: readonly string[]) => {
      const before = [...(conversation.tags ?? [])];
      act.mutate({
        verb: () => trpcClient.inbox.setTags.mutate({ id, tags: [...tags] }),
        onDone: () => undoable(t('tags.done'), () => trpcClient.inbox.setTags.mutate({ id, tags: before })),
      });
    },
    setPriority: (priority: Priority) =>
      act.mutate({
        verb: () => trpcClient.inbox.setPriority.mutate({ id, priority }),
        onDone: () => notify(t('priority.done', { priority: t(`priority.${priority}`) })),
      }),
  };
}

export type Verbs = ReturnType<typeof useVerbs>;

/** Taking the pen; whoever holds it is named instead, and can be taken over knowingly. */
function useTakeOver(id: ConversationId, refresh: () => Promise<unknown>) {
  const [heldBy, setHeldBy] = useState<UserId>();
  const [uncertain, setUncertain] = useState<readonly string[]>([]);
  const take = useMutation({
    mutationFn: (from: UserId | undefined) =>
      trpcClient.inbox.takeOver.mutate({ id, ...(from !== undefined && { from }) }),
    onSuccess: (result) => {
      if (result.outcome === 'held') {
        setHeldBy(result.byId);
        return;
      }
      setHeldBy(undefined);
      setUncertain((before) => [...new Set([...before, ...result.mayStillArrive])]);
    },
    onError: notifyFailure,
    onSettled: () => void refresh(),
  });
  return {
    isTaking: take.isPending,
    /** Resolves to whether the pen is one's own now. */
    takeOver: async (from?: UserId): Promise<boolean> => {
      try {
        return (await take.mutateAsync(from)).outcome === 'taken';
      } catch {
        // Told above.
        return false;
      }
    },
    heldBy,
    dismissHeld: () => setHeldBy(undefined),
    /** The bot's messages of which nobody knows whether they arrive after all. */
    uncertain,
  };
}

/** Reads again what shows the conversation. */
export function useRefresh(id: ConversationId): () => Promise<unknown> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: [['conversations', 'read'], { input: { id } }] }),
      queryClient.invalidateQueries({ queryKey: trpc.queues.pathKey() }),
    ]);
}
