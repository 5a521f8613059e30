import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { useSentences } from '../../../i18n.ts';
import type { Accepted, ForetoldEffect } from './effect.ts';
import { ReasonDialog } from './reason-dialog.tsx';

interface NeedsReason {
  readonly outcome: 'needs-reason';
  readonly effect: ForetoldEffect;
}

type Passed<Told> = Exclude<Told, { readonly outcome: 'needs-reason' }>;
type With<Input> = { readonly input: Input } & Why;

/** What it was shown to cost, and why it is done all the same. */
interface Why {
  readonly accepted?: Accepted;
}

/**
 * A change that the server may ask a reason for: it is tried, and where it costs right answers `reasonDialog` asks why and has
 * it tried again. `onDone` is told what came of it once it was done.
 */
export function useGated<Input, Told extends { readonly outcome: string } | NeedsReason>({
  change,
  onDone,
  onFailure = notifyFailure,
  besideReason,
}: {
  readonly change: (input: Input, why: Why) => Promise<Told>;
  readonly onDone: (told: Passed<Told>, input: Input) => unknown;
  readonly onFailure?: (error: unknown) => void;
  /** What stands in the dialog besides what is lost. */
  readonly besideReason?: (told: Exclude<Told, Passed<Told>>, input: Input) => ReactNode;
}) {
  const t = useSentences('gate');
  const [losing, setLosing] = useState<{ readonly told: Exclude<Told, Passed<Told>>; readonly input: Input }>();
  const changing = useMutation({
    mutationFn: ({ input, ...why }: With<Input>) => change(input, why),
    onSuccess: (told, { input }) => {
      if (isRefused(told)) return setLosing({ told, input });
      setLosing(undefined);
      if ('isUnforetold' in told && told.isUnforetold === true) notify(t('unforetold'), 'plain');
      return onDone(told as Passed<Told>, input);
    },
    onError: onFailure,
  });
  const effect = losing && effectOf(losing.told);
  return {
    isPending: changing.isPending,
    /** What is being tried, or was last. */
    input: changing.variables?.input,
    attempt: (input: Input) => changing.mutate({ input }),
    reasonDialog: (
      <ReasonDialog
        effect={effect}
        isBusy={changing.isPending}
        close={() => setLosing(undefined)}
        publish={(accepted) => losing && changing.mutate({ input: losing.input, accepted })}
      >
        {losing && besideReason?.(losing.told, losing.input)}
      </ReasonDialog>
    ),
  };
}

function isRefused<Told extends { readonly outcome: string }>(told: Told): told is Exclude<Told, Passed<Told>> {
  return told.outcome === 'needs-reason';
}

function effectOf(told: object): ForetoldEffect | undefined {
  return 'effect' in told ? (told.effect as ForetoldEffect) : undefined;
}
