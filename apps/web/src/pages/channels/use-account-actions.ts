import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifyFailure } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';

export type Account = Awaited<ReturnType<typeof trpcClient.channels.list.query>>['items'][number];

/** What can be done with an account at once; each is told with a way back. */
export function useAccountActions({ id, name }: Pick<Account, 'id' | 'name'>) {
  const t = useSentences('channels');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries(trpc.channels.pathFilter());
  const setPaused = async (isPaused: boolean) => {
    await trpcClient.channels.pause.mutate({ id, isPaused });
    await refresh();
  };
  const takeBack = async () => {
    await trpcClient.channels.undoDisconnect.mutate({ id });
    await refresh();
  };
  const disconnect = async () => {
    await trpcClient.channels.disconnect.mutate({ id });
    await refresh();
  };
  return {
    pause: useMutation({
      mutationFn: setPaused,
      onSuccess: (_, isPaused) =>
        offerUndo(t(isPaused ? 'done.paused' : 'done.resumed', { name }), () => setPaused(!isPaused)),
      onError: notifyFailure,
    }),
    disconnect: useMutation({
      mutationFn: disconnect,
      onSuccess: () => offerUndo(t('done.disconnected', { name }), takeBack),
      onError: notifyFailure,
    }),
    undo: useMutation({ mutationFn: takeBack, onError: notifyFailure }),
  };
}
