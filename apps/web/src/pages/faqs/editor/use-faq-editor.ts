import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { useSentences } from '../../../i18n.ts';
import { useMay } from '../../../session.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import type { Accepted, ForetoldEffect } from '../gate/effect.ts';
import { type FaqDraft, type FaqRead, isSameDraft, workingDraft } from './draft.ts';
import { type Checked, useChecked } from './problems.ts';

export interface FaqEditor {
  readonly draft: FaqDraft;
  change(part: Partial<FaqDraft>): void;
  readonly checked: Checked;
  /** The FAQ as it was read or last saved; undefined while it is new. */
  readonly saved: FaqRead | undefined;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly mayWrite: boolean;
  readonly mayPublish: boolean;
  /** Whether publishing would change what customers are served. */
  readonly isPublishable: boolean;
  save(): void;
  publish(): void;
  discard(): void;
  /** Goes on from what the server has now; what is written and not saved stays, unless told otherwise. */
  adopt(faq: FaqRead, keepsDraft?: boolean): void;
  /** Set while publishing waits for a reason. */
  readonly losing:
    | { readonly effect: ForetoldEffect; publish(accepted: Accepted): void; decideLater(): void }
    | undefined;
  /** Set while somebody else's change is in the way. */
  readonly conflict:
    | { readonly theirs: FaqRead; keepMine(): void; takeTheirs(): void; decideLater(): void }
    | undefined;
}

interface Wish {
  readonly isPublishing: boolean;
  readonly over: FaqRead | undefined;
  readonly accepted?: Accepted;
}

/** One FAQ while it is edited, over the state it was read in. */
export function useFaqEditor(faq: FaqRead | undefined, initial: FaqDraft): FaqEditor {
  const may = useMay();
  const gate = useSentences('gate');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [saved, setSaved] = useState(faq);
  const [base, setBase] = useState(faq ? workingDraft(faq) : { ...initial, question: '' });
  const [draft, setDraft] = useState(initial);
  const [isTried, setTried] = useState(false);
  const [met, setMet] = useState<{ readonly theirs: FaqRead; readonly wish: Wish }>();
  const [losing, setLosing] = useState<{ readonly effect: ForetoldEffect; readonly wish: Wish }>();
  const checked = useChecked(draft, isTried);
  const isChanged = !isSameDraft(draft, base);
  // For what comes back later, when more may have been written.
  const isDirty = useRef(isChanged);
  useEffect(() => {
    isDirty.current = isChanged;
  }, [isChanged]);

  const adopt = (next: FaqRead, keepsDraft = isDirty.current) => {
    queryClient.setQueryData(trpc.faqs.get.queryKey({ id: next.id }), next);
    void queryClient.invalidateQueries(trpc.faqs.pathFilter());
    setSaved(next);
    setBase(workingDraft(next));
    if (!keepsDraft) setDraft(workingDraft(next));
    setMet(undefined);
  };
  const saving = useMutation({
    mutationFn: async ({ isPublishing, over, accepted }: Wish) => {
      if (!checked.content) throw new Error('A draft that fails its checks is not saved');
      const wanted = { content: checked.content, ...(over && { id: over.id, revision: over.revision }) };
      const outcome = isPublishing
        ? await trpcClient.faqs.publish.mutate({ ...wanted, ...(accepted && { accepted }) })
        : await trpcClient.faqs.save.mutate(wanted);
      return { outcome, sent: draft };
    },
    onSuccess: async ({ outcome, sent }, wish) => {
      setLosing(outcome.outcome === 'needs-reason' ? { effect: outcome.effect, wish } : undefined);
      if (outcome.outcome === 'needs-reason') return undefined;
      if (outcome.outcome === 'conflict') return setMet({ theirs: outcome.current, wish });
      if ('isUnforetold' in outcome && outcome.isUnforetold) notify(gate('unforetold'), 'plain');
      setTried(false);
      setDraft((now) => (now === sent ? workingDraft(outcome.faq) : now));
      adopt(outcome.faq, true);
      if (wish.over) return undefined;
      return navigate({ to: '/faqs/$faqId', params: { faqId: outcome.faq.id }, replace: true, ignoreBlocker: true });
    },
    onError: notifyFailure,
  });
  const attempt = (wish: Wish) => {
    setTried(true);
    if (!checked.content) requestAnimationFrame(focusProblem);
    else if (!saving.isPending) saving.mutate(wish);
  };
  const mayPublish = may('faq.publish');
  return {
    draft,
    change: (part) => setDraft((now) => ({ ...now, ...part })),
    checked,
    saved,
    isChanged,
    isSaving: saving.isPending,
    mayWrite: may('faq.write'),
    mayPublish,
    isPublishable: isChanged || !saved?.published || Boolean(saved.draft) || Boolean(saved.archivedAt),
    save: () => {
      if (may('faq.write') && (isChanged || !saved)) attempt({ isPublishing: false, over: saved });
    },
    publish: () => attempt({ isPublishing: true, over: saved }),
    discard: () => {
      setDraft(base);
      setTried(false);
    },
    adopt,
    losing: losing && {
      effect: losing.effect,
      publish: (accepted) => attempt({ ...losing.wish, accepted }),
      decideLater: () => setLosing(undefined),
    },
    conflict: met && {
      theirs: met.theirs,
      keepMine: () => attempt({ ...met.wish, over: met.theirs }),
      takeTheirs: () => adopt(met.theirs, false),
      decideLater: () => setMet(undefined),
    },
  };
}

function focusProblem(): void {
  const field = document.querySelector('main [aria-invalid=true]');
  if (field instanceof HTMLElement) field.focus();
}
