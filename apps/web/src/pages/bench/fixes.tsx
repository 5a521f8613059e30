import { Button, Group } from '@mantine/core';
import { IconPin, IconPlus, IconRepeat } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { trpcClient } from '../../trpc.ts';
import { useGated } from '../faqs/gate/use-gated.tsx';
import { questionOf, type Turn } from './rehearsal.ts';

interface FixProps {
  readonly turn: Turn;
  readonly onAskAgain: (turn: Turn) => void;
  /** What is mended is mended now: at another moment it would not show. */
  readonly isNow: boolean;
}

/** What can be done with one FAQ that came into question: have it answer this wording too, or edit it. */
function OfFaq({
  turn,
  faqId,
  question,
  onAskAgain,
  isNow,
}: FixProps & { readonly faqId: string; readonly question: string }) {
  const t = useSentences('bench');
  const may = useMay();
  const { rule, faqId: answeredBy } = turn.reply?.trace ?? {};
  const hasWording = rule === 'word-for-word' && answeredBy === faqId;
  const text = hasWording ? undefined : questionOf(turn);
  const adding = useGated({
    change: (wording: string, why) => trpcClient.bench.addVariant.mutate({ faqId, text: wording, ...why }),
    onDone: ({ revision, isNew }) => {
      if (isNew) {
        offerUndo(t('fix.added', { question }), async () => {
          const { isUndone } = await trpcClient.bench.undoVariant.mutate({ faqId, revision });
          if (!isUndone) notify(t('fix.changedSince'), 'plain');
        });
      } else notify(t('fix.addedAlready', { question }), 'plain');
      onAskAgain(turn);
    },
  });
  const asked = questionOf(turn);
  const pinning = useMutation({
    mutationFn: (question: string) => trpcClient.examples.pin.mutate({ text: question, faqId }),
    onSuccess: ({ example: { id, revision }, before }) =>
      offerUndo(t('fix.pinned'), () =>
        before
          ? trpcClient.examples.pin.mutate({
              ...{ id, revision, text: before.text },
              ...(before.faqId !== undefined && { faqId: before.faqId }),
            })
          : trpcClient.examples.unpin.mutate({ id, revision }),
      ),
    onError: notifyFailure,
  });
  if (!may('faq.write')) return null;
  return (
    <Group gap="md" mt={6}>
      {text !== undefined && isNow && may('faq.publish') && (
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconPlus size={14} aria-hidden />}
          loading={adding.isPending}
          aria-label={t('fix.addVariantTo', { question })}
          onClick={() => adding.attempt(text)}
        >
          {t('fix.addVariant')}
        </Button>
      )}
      {asked !== undefined && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPin size={14} aria-hidden />}
          loading={pinning.isPending}
          aria-label={t('fix.pinOf', { question })}
          onClick={() => pinning.mutate(asked)}
        >
          {t('fix.pin')}
        </Button>
      )}
      <PathLink to={`/faqs/${faqId}`} size="sm" label={t('fix.editFaq', { question })}>
        {t('fix.edit')}
      </PathLink>
      {adding.reasonDialog}
    </Group>
  );
}

/** What can be done with the question itself. */
function OfQuestion({ turn, onAskAgain }: Omit<FixProps, 'isNow'>) {
  const t = useSentences('bench');
  const may = useMay();
  const text = questionOf(turn);
  if (text === undefined) return null;
  return (
    <Group gap="md">
      <Button
        size="sm"
        variant="default"
        leftSection={<IconRepeat size={16} aria-hidden />}
        onClick={() => onAskAgain(turn)}
      >
        {t('fix.again')}
      </Button>
      {may('faq.write') && (
        <PathLink to={`/faqs/new?question=${encodeURIComponent(text)}`} size="sm">
          {t('fix.new')}
        </PathLink>
      )}
    </Group>
  );
}

export const Fixes = { OfFaq, OfQuestion };
