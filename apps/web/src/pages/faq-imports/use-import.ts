import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { notifyFailure } from '../../components/notify.tsx';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { useGated } from '../faqs/gate/use-gated.tsx';
import type { Job } from './upload-file.ts';

export const POLL_MS = 1_000;

export type Wanted = Parameters<typeof trpcClient.faqImports.start.mutate>[0];

/** Whether an import changes by itself. */
export function isAtWork({ state }: Pick<Job, 'state'>): boolean {
  return state === 'running' || state === 'undoing';
}

/** An import, followed while it is at work; its FAQs are read anew once it has ended. */
export function useImport(id: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const query = useQuery(
    trpc.faqImports.get.queryOptions(
      { id },
      { refetchOnMount: 'always', refetchInterval: ({ state }) => state.data && isAtWork(state.data) && POLL_MS },
    ),
  );
  const state = query.data?.state;
  useEffect(() => {
    if (state === undefined || isAtWork({ state })) return;
    void queryClient.invalidateQueries(trpc.faqs.pathFilter());
    void queryClient.invalidateQueries(trpc.faqImports.list.queryFilter());
  }, [state, trpc, queryClient]);
  return query;
}

/** What can be done with an import. */
export function useImportActions(id: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const outcome = {
    onSuccess: (job: Job) => queryClient.setQueryData(trpc.faqImports.get.queryKey({ id }), job),
    onError: (error: unknown) => {
      notifyFailure(error);
      void queryClient.invalidateQueries(trpc.faqImports.get.queryFilter({ id }));
    },
  };
  return {
    start: useGated({
      change: (wanted: Wanted, why) => trpcClient.faqImports.start.mutate({ ...wanted, ...why }),
      onDone: ({ job }) => outcome.onSuccess(job),
      onFailure: outcome.onError,
    }),
    cancel: useMutation({ ...outcome, mutationFn: () => trpcClient.faqImports.cancel.mutate({ id }) }),
    retry: useMutation({ ...outcome, mutationFn: () => trpcClient.faqImports.retry.mutate({ id }) }),
    undo: useMutation({ ...outcome, mutationFn: () => trpcClient.faqImports.undo.mutate({ id }) }),
  };
}
