import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';

const AT_ONCE = 500;

const verbs = {
  publish: (ids: string[]) => trpcClient.faqs.publishMany.mutate({ ids }),
  unpublish: (ids: string[]) => trpcClient.faqs.unpublish.mutate({ ids }),
  archive: (ids: string[]) => trpcClient.faqs.archive.mutate({ ids }),
  restore: (ids: string[]) => trpcClient.faqs.restore.mutate({ ids }),
  categorise: (ids: string[], category?: string) =>
    trpcClient.faqs.setCategory.mutate({ ids, ...(category && { category }) }),
};
export type BulkVerb = keyof typeof verbs;

interface Wish {
  readonly verb: BulkVerb;
  readonly ids: readonly string[];
  readonly category?: string;
}

/** Does one thing with many FAQs, tells how many it changed, and offers to take it back. */
export function useBulk(onDone: () => unknown = () => undefined) {
  const t = useSentences('faqs');
  const format = useFormat();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = async () => {
    await queryClient.invalidateQueries(trpc.faqs.pathFilter());
    await onDone();
  };
  return useMutation({
    mutationFn: async ({ verb, ids, category }: Wish) => {
      const changed = [];
      for (const part of inParts(ids)) changed.push(...(await verbs[verb](part, category)).changed);
      return changed;
    },
    onSuccess: async (changed, { verb }) => {
      if (changed.length === 0) notify(t('bulk.nothing'), 'plain');
      else {
        offerUndo(t(`bulk.done.${verb}`, { number: format.number(changed.length) }), async () => {
          for (const part of inParts(changed)) await trpcClient.faqs.undo.mutate({ changes: part });
          await refresh();
        });
      }
      await refresh();
    },
    onError: notifyFailure,
  });
}

function inParts<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / AT_ONCE);
  return Array.from({ length: count }, (_, at) => items.slice(at * AT_ONCE, (at + 1) * AT_ONCE));
}
