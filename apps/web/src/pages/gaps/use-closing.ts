import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import type { GapRead } from './gap.ts';

type Outcome = { readonly gap: { readonly id: string; readonly revision: number } };

/** After a gap was dealt with: back to the list, with a way to take it back. */
export function useClosing() {
  const t = useSentences('gaps');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.gaps.pathFilter()),
      queryClient.invalidateQueries(trpc.faqs.pathFilter()),
    ]);
  const reopen = async ({ gap: { id, revision } }: Outcome) => {
    const { isFaqKept } = await trpcClient.gaps.reopen.mutate({ gapId: id, revision });
    if (isFaqKept) notify(t('done.kept'), 'plain');
    await refresh();
  };
  return {
    closed: async (outcome: Outcome, said: string) => {
      offerUndo(said, () => reopen(outcome));
      await navigate({ to: '/faqs/gaps' });
      await refresh();
    },
    reopen: (gap: GapRead['gap']) => reopen({ gap }),
    /** Somebody else may have dealt with it meanwhile: then that is what is shown. */
    failed: (error: unknown) => {
      notifyFailure(error);
      void refresh();
    },
  };
}
