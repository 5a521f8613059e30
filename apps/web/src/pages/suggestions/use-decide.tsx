import { useQueryClient } from '@tanstack/react-query';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { useGated } from '../faqs/gate/use-gated.tsx';
import type { SuggestionRead } from './suggestion.ts';
import { Takers } from './takers.tsx';

type Verb = 'approve' | 'reject' | 'reopen';
type Seen = Pick<SuggestionRead, 'id' | 'revision'> & {
  readonly edited?: { readonly question: string; readonly answer: string };
};
type Decided = Awaited<ReturnType<typeof trpcClient.suggestions.reject.mutate>>[number];

interface Wish {
  readonly verb: Verb;
  readonly suggestions: readonly Seen[];
  readonly whenDone?: () => void;
}

/** Decides about suggestions, tells what became of them, and offers to take it back. */
export function useDecide(questionOf: (id: string) => string, decided: () => void) {
  const t = useSentences('suggestions');
  const mayPublish = useMay()('faq.publish');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.suggestions.pathFilter()),
      queryClient.invalidateQueries(trpc.faqs.pathFilter()),
    ]);
  const reopen = async (suggestions: readonly Seen[]) => {
    const outcomes = await trpcClient.suggestions.reopen.mutate({ suggestions: [...suggestions] });
    if (outcomes.some((each) => 'isFaqKept' in each && each.isFaqKept)) notify(t('done.kept'), 'plain');
    await refresh();
    return outcomes;
  };
  const tell = (verb: Verb, outcomes: readonly Decided[]) => {
    const done = outcomes.flatMap((each) => (each.outcome === 'done' ? [each] : []));
    const unread = outcomes.filter(({ outcome }) => outcome === 'unread').length;
    const stayed = outcomes.length - done.length - unread;
    const said = verb === 'reject' ? 'done.rejected' : mayPublish ? 'done.approved' : 'done.drafted';
    if (done.length > 0 && verb !== 'reopen') offerUndo(t(said, { count: done.length }), () => reopen(done));
    if (unread > 0) notify(t('done.unread', { count: unread }), 'plain');
    if (stayed > 0) notify(t('done.stayed', { count: stayed }), 'plain');
  };
  const deciding = useGated({
    change: async ({ verb, suggestions }: Wish, why) => {
      const wanted = { suggestions: [...suggestions] };
      if (verb === 'approve') return trpcClient.suggestions.approve.mutate({ ...wanted, ...why });
      const decided =
        verb === 'reopen' ? await reopen(suggestions) : await trpcClient.suggestions.reject.mutate(wanted);
      return { outcome: 'done' as const, decided };
    },
    onDone: async (told, { verb, whenDone }) => {
      tell(verb, told.decided);
      decided();
      whenDone?.();
      await refresh();
    },
    // Somebody else may have decided meanwhile: then that is what is shown.
    onFailure: (error) => {
      notifyFailure(error);
      void refresh();
    },
    besideReason: ({ taking }, wish) => (
      <Takers
        taking={taking}
        questionOf={questionOf}
        leaveOut={
          wish.suggestions.length > 1
            ? (id) =>
                deciding.attempt({
                  ...wish,
                  suggestions: wish.suggestions.filter((suggestion) => suggestion.id !== id),
                })
            : undefined
        }
      />
    ),
  });
  return deciding;
}
