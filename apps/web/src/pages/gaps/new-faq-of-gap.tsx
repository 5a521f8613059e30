import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { FaqFields, isWholeFaq } from '../../components/faq-fields.tsx';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { trpcClient } from '../../trpc.ts';
import { Similar } from '../faqs/editor/similar.tsx';
import { EffectPanel } from '../faqs/gate/effect-panel.tsx';
import { useGated } from '../faqs/gate/use-gated.tsx';
import type { GapRead } from './gap.ts';
import { useClosing } from './use-closing.ts';

/** Makes an FAQ of a gap, with what people replied as its answer and the chosen wordings. */
export function NewFaqOfGap({ read, wordings }: { readonly read: GapRead; readonly wordings: readonly string[] }) {
  const t = useSentences('gaps');
  const may = useMay();
  const { closed, failed } = useClosing();
  const { draft, gap } = read;
  const [texts, setTexts] = useState({ question: draft.question, answer: draft.answer });
  const { question, answer } = texts;
  const variants = wordings.filter((text) => text !== question.trim());
  const isReady = isWholeFaq(texts);
  const content = {
    question: question.trim(),
    answer: answer.trim(),
    variants,
    ...(draft.locale !== undefined && { locale: draft.locale }),
  };
  const add = useGated({
    change: (isPublishing: boolean, why) =>
      trpcClient.gaps.addFaq.mutate({
        ...why,
        gapId: gap.id,
        revision: gap.revision,
        isPublishing,
        content,
      }),
    onDone: (outcome) => closed(outcome, t(outcome.isPublished ? 'done.published' : 'done.draft')),
    onFailure: failed,
  });
  const about = draft.answer === '' ? t('faq.noReplies') : t('faq.fromReplies', { count: draft.replies });
  return (
    <Section title={t('faq.title')} about={about}>
      <Stack>
        <FaqFields
          texts={texts}
          labels={{ question: t('faq.question'), answer: t('faq.answer') }}
          onChange={setTexts}
        />
        <Similar draft={{ question, answer, variants, locale: draft.locale ?? '' }} exceptId={undefined} />
        {may('faq.publish') && <EffectPanel content={isReady ? content : undefined} />}
        <Group>
          {may('faq.publish') && (
            <Button disabled={!isReady} loading={add.isPending && add.input === true} onClick={() => add.attempt(true)}>
              {t('faq.publish')}
            </Button>
          )}
          <Button
            variant="default"
            disabled={!isReady}
            loading={add.isPending && !add.input}
            onClick={() => add.attempt(false)}
          >
            {t('faq.draft')}
          </Button>
        </Group>
        {add.reasonDialog}
      </Stack>
    </Section>
  );
}
