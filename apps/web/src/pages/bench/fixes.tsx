import { Button, Group } from '@mantine/core';
import { IconPlus, IconRepeat } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { trpcClient } from '../../trpc.ts';
import { questionOf, type Turn } from './rehearsal.ts';

interface FixProps {
  readonly turn: Turn;
  readonly onAskAgain: (turn: Turn) => void;
}

/** What can be done with one FAQ that came into question: have it answer this wording too, or edit it. */
function OfFaq({
  turn,
  faqId,
  question,
  onAskAgain,
}: FixProps & { readonly faqId: string; readonly question: string }) {
  const t = useSentences('bench');
  const may = useMay();
  const { rule, faqId: answeredBy } = turn.reply?.trace ?? {};
  const hasWording = rule === 'word-for-word' && answeredBy === faqId;
  const text = hasWording ? undefined : questionOf(turn);
  const adding = useMutation({
    mutationFn: (wording: string) => trpcClient.bench.addVariant.mutate({ faqId, text: wording }),
    onSuccess: ({ revision, isNew }) => {
      if (isNew) {
        offerUndo(t('fix.added', { question }), async () => {
          const { isUndone } = await trpcClient.bench.undoVariant.mutate({ faqId, revision });
          if (!isUndone) notify(t('fix.changedSince'), 'plain');
        });
      } else notify(t('fix.addedAlready', { question }), 'plain');
      onAskAgain(turn);
    },
    onError: notifyFailure,
  });
  if (!may('faq.write')) return null;
  return (
    <Group gap="md" mt={6}>
      {text !== undefined && may('faq.publish') && (
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconPlus size={14} aria-hidden />}
          loading={adding.isPending}
          aria-label={t('fix.addVariantTo', { question })}
          onClick={() => adding.mutate(text)}
        >
          {t('fix.addVariant')}
        </Button>
      )}
      <PathLink to={`/faqs/${faqId}`} size="sm" label={t('fix.editFaq', { question })}>
        {t('fix.edit')}
      </PathLink>
    </Group>
  );
}

/** What can be done with the question itself. */
function OfQuestion({ turn, onAskAgain }: FixProps) {
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
