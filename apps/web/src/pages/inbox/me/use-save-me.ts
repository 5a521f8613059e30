import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { useSentences } from '../../../i18n.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';

export type Me = Awaited<ReturnType<typeof trpcClient.staff.me.query>>;
type Wishes = Parameters<typeof trpcClient.staff.saveMe.mutate>[0];

/** Saves some of what a member says of themselves; the rest stays as it was last read. */
export function useSaveMe(me: Me) {
  const t = useSentences('inbox-me');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (changes: Partial<Wishes>) => trpcClient.staff.saveMe.mutate({ ...wishesOf(me), ...changes }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.staff.pathFilter());
      notify(t('saved'), 'done', 'my-inbox');
    },
    onError: notifyFailure,
  });
}

function wishesOf({ publicName, capacity, languages, categories, awayUntil, notify: told }: Me): Wishes {
  return {
    capacity,
    languages: [...languages],
    categories: [...categories],
    notify: { ...told },
    ...(publicName !== undefined && { publicName }),
    // What is over is no time to be away until.
    ...(awayUntil !== undefined && new Date(awayUntil) > new Date() && { awayUntil }),
  };
}
