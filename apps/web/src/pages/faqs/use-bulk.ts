import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import type { Accepted, ForetoldEffect } from './gate/effect.ts';
import type { ScheduleTime } from './schedule-dialog.tsx';

const AT_ONCE = 500;

export type BulkVerb =
  | 'publish'
  | 'unpublish'
  | 'archive'
  | 'restore'
  | 'categorise'
  | 'schedule'
  | 'review'
  | 'unschedule';

/** What some verbs take besides the FAQs. */
interface More {
  readonly category?: string | undefined;
  readonly time?: ScheduleTime | undefined;
  /** At which one FAQ was seen. */
  readonly revision?: number | undefined;
}

type Bulk = { readonly changed: readonly { readonly id: string; readonly revision: number }[] };
type Told = (Bulk & { readonly isUnforetold?: boolean }) | { outcome: 'needs-reason'; effect: ForetoldEffect };

interface Why {
  /** What it was shown to cost, and why it is done all the same. */
  readonly accepted?: Accepted;
}

const verbs: Readonly<Record<BulkVerb, (ids: string[], more: More, why: Why) => Promise<Told>>> = {
  publish: (ids, _more, why) => trpcClient.faqs.publishMany.mutate({ ids, ...why }),
  unpublish: (ids, _more, why) => trpcClient.faqs.unpublish.mutate({ ids, ...why }),
  archive: (ids, _more, why) => trpcClient.faqs.archive.mutate({ ids, ...why }),
  restore: (ids, _more, why) => trpcClient.faqs.restore.mutate({ ids, ...why }),
  categorise: (ids, { category }, why) =>
    trpcClient.faqs.setCategory.mutate({ ids, ...(category && { category }), ...why }),
  schedule: (ids, { time, revision }, why) => {
    if (!time) throw new Error('A schedule without a time');
    const faqs = ids.map((id) => ({ id, ...(revision !== undefined && { revision }) }));
    return trpcClient.faqs.schedule.mutate({ faqs, at: time, ...why });
  },
  review: (ids) => trpcClient.faqs.review.mutate({ ids }),
  unschedule: (ids) => trpcClient.faqs.unschedule.mutate({ ids }),
};

interface Wish extends More, Why {
  readonly verb: BulkVerb;
  readonly ids: readonly string[];
}

/** What it would cost, and what waits for a reason: that is left of what was wished. */
interface Losing {
  readonly effect: ForetoldEffect;
  readonly rest: Wish;
}

/** Does one thing with many FAQs, tells how many it changed, and offers to take it back. */
export function useBulk(onDone: () => unknown = () => undefined) {
  const t = useSentences('faqs');
  const gate = useSentences('gate');
  const [losing, setLosing] = useState<Losing>();
  const format = useFormat();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = async () => {
    await queryClient.invalidateQueries(trpc.faqs.pathFilter());
  };
  const doing = useMutation({
    mutationFn: async (wish: Wish) => {
      const { verb, ids, accepted, ...more } = wish;
      const changed: { readonly id: string; readonly revision: number }[] = [];
      for (const [at, part] of inParts(ids).entries()) {
        // What was accepted was shown of the first part: nobody has seen what the others cost.
        const why = accepted && at === 0 ? { accepted } : {};
        const done = await verbs[verb](part, more, why).catch((failure: unknown) => {
          if (changed.length === 0) throw failure;
          return { failure };
        });
        if ('failure' in done) return { changed, failure: done.failure };
        if ('effect' in done)
          return { changed, losing: { effect: done.effect, rest: { ...wish, ids: ids.slice(at * AT_ONCE) } } };
        if (done.isUnforetold) notify(gate('unforetold'), 'plain');
        changed.push(...done.changed);
      }
      return { changed };
    },
    onSuccess: async ({ changed, losing: found, failure }, { verb }) => {
      setLosing(found);
      if (failure !== undefined) notifyFailure(failure);
      if (found && changed.length === 0) return;
      if (changed.length === 0) notify(t(verb === 'schedule' ? 'schedule.noDraft' : 'bulk.nothing'), 'plain');
      else {
        offerUndo(t(`bulk.done.${verb}`, { number: format.number(changed.length) }), async () => {
          for (const part of inParts(changed)) await trpcClient.faqs.undo.mutate({ changes: part });
          await refresh();
        });
      }
      await refresh();
      // What waits for a reason stays chosen.
      if (!found) await onDone();
    },
    onError: notifyFailure,
  });
  return {
    ...doing,
    /** Set while a reason is waited for: what it costs, and going on with it. */
    losing: losing && {
      effect: losing.effect,
      /** Names the part that it is of. */
      part: losing.rest.ids[0],
      publish: (accepted: Accepted) => doing.mutate({ ...losing.rest, accepted }),
      decideLater: () => setLosing(undefined),
    },
  };
}

function inParts<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / AT_ONCE);
  return Array.from({ length: count }, (_, at) => items.slice(at * AT_ONCE, (at + 1) * AT_ONCE));
}
