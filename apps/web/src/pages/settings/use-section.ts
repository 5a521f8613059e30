import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { notifyFailure } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useSentences } from '../../i18n.ts';
import { problemOf, problemSentence } from '../../problem.ts';
import { sessionQuery, useMay } from '../../session.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';

export type SettingsView = Awaited<ReturnType<typeof trpcClient.settings.get.query>>;
type Saved = Awaited<ReturnType<typeof trpcClient.settings.save.mutate>>;
type Change = Parameters<typeof trpcClient.settings.save.mutate>[0]['change'];

export interface SectionDraft<Value> {
  readonly value: Value;
  set(value: Value): void;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly mayWrite: boolean;
  /** What the server objected to when it was last asked to save. */
  readonly problem: string | undefined;
  save(): void;
  discard(): void;
  /** Set while somebody else's change of the same section is in the way. */
  readonly conflict: { takeTheirs(): void; keepMine(): void } | undefined;
}

/**
 * One section while it is edited, over the state it was read in. What somebody else changed elsewhere in the settings is no
 * conflict and is saved over; what they changed in this section is.
 */
export function useSection<Value>(
  view: SettingsView,
  read: (settings: Saved['settings']) => Value,
  toChange: (value: Value) => Change,
): SectionDraft<Value> {
  const t = useSentences('settings');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const may = useMay();
  const [base, setBase] = useState(view as Saved);
  const [value, set] = useState(() => read(view.settings));
  const [theirs, setTheirs] = useState<Saved>();
  const adopt = (next: Saved) => {
    queryClient.setQueryData(trpc.settings.get.queryKey(), { ...next, now: view.now });
    void queryClient.invalidateQueries(trpc.channels.list.pathFilter());
    // It says where the tenant's clock stands, and whether its inbox is on.
    void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    setBase(next);
    set(read(next.settings));
    setTheirs(undefined);
  };
  async function save(over: Saved): Promise<Saved | undefined> {
    try {
      return await trpcClient.settings.save.mutate({ revision: over.revision, change: toChange(value) });
    } catch (error) {
      if (problemOf(error) !== 'CONFLICT') throw error;
      const now = await trpcClient.settings.get.query();
      if (isSame(read(now.settings), read(over.settings))) return save(now);
      setTheirs(now);
      return undefined;
    }
  }
  const saving = useMutation({
    mutationFn: save,
    onSuccess: (saved) => {
      if (!saved) return;
      adopt(saved);
      offerUndo(t('form.done'), async () => adopt(await trpcClient.settings.undo.mutate({ revision: saved.revision })));
    },
    onError: notifyFailure,
  });
  return {
    value,
    set,
    isChanged: !isSame(value, read(base.settings)),
    isSaving: saving.isPending,
    mayWrite: may('settings.write'),
    problem: saving.error ? shell(problemSentence(saving.error)) : undefined,
    save: () => saving.mutate(base),
    discard: () => {
      set(read(base.settings));
      saving.reset();
    },
    conflict: theirs && { takeTheirs: () => adopt(theirs), keepMine: () => saving.mutate(theirs) },
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
