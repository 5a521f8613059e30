import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { notifyFailure } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { trpcClient, useTRPC } from '../../trpc.ts';
import type { GlossaryChange } from './glossary.ts';

interface Wanted {
  readonly revision: number;
  readonly change: GlossaryChange;
  /** What is told once it is done. */
  readonly said: string;
}

const mutationKey = ['glossary'];

/**
 * Changes the glossary, says so and offers to take it back; what somebody else changed meanwhile is shown instead. It is pending
 * until what came of it is there, wherever on the page it was asked for: the next change is made of that.
 */
export function useChange() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries(trpc.glossary.pathFilter());
  const changing = useMutation({
    mutationKey,
    mutationFn: ({ revision, change }: Wanted) => trpcClient.glossary.change.mutate({ revision, change }),
    async onSuccess({ revision, undo }, { said }) {
      await refresh();
      offerUndo(said, async () => {
        await trpcClient.glossary.undo.mutate({ revision, change: undo });
        await refresh();
      });
    },
    onError(error) {
      notifyFailure(error);
      return refresh();
    },
  });
  return { change: changing.mutateAsync, isPending: useIsMutating({ mutationKey }) > 0 };
}
