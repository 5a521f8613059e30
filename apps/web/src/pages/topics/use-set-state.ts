import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifyFailure } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import type { TopicAlertView } from './alert.ts';

/** Mutes, resolves or opens an alert again, and offers to take that back. */
export function useSetState({ id, state: before }: TopicAlertView) {
  const t = useSentences('topics');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const write = async (state: TopicAlertView['state']) => {
    await trpcClient.topics.setState.mutate({ id, state });
    await queryClient.invalidateQueries(trpc.topics.alerts.pathFilter());
  };
  const setting = useMutation({
    mutationFn: write,
    onSuccess: (_done, state) => offerUndo(t(`done.${state}`), () => write(before)),
    onError: notifyFailure,
  });
  return { set: setting.mutate, isPending: setting.isPending };
}
