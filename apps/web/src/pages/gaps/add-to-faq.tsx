import { Button, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { trpcClient } from '../../trpc.ts';
import { useGated } from '../faqs/gate/use-gated.tsx';
import type { GapRead } from './gap.ts';
import { useClosing } from './use-closing.ts';

/** Makes the chosen wordings more ways to ask an FAQ there is. */
export function AddToFaq({ read, texts }: { readonly read: GapRead; readonly texts: readonly string[] }) {
  const t = useSentences('gaps');
  const { closed, failed } = useClosing();
  const faqs = nearestFaqs(read);
  const [faqId, setFaqId] = useState('');
  const { id: gapId, revision } = read.gap;
  const add = useGated({
    change: (wanted: { readonly faqId: string; readonly texts: string[] }, why) =>
      trpcClient.gaps.addVariants.mutate({ gapId, revision, ...wanted, ...why }),
    onDone: (outcome) => closed(outcome, t(outcome.isPublished ? 'done.variants' : 'done.suggested')),
    onFailure: failed,
  });
  return (
    <Section title={t('variants.title')} about={t('variants.about')}>
      {faqs.length === 0 ? (
        <Text c="dimmed">{t('variants.none')}</Text>
      ) : (
        <Stack align="flex-start">
          <Radio.Group label={t('variants.choose')} value={faqId} onChange={setFaqId}>
            <Stack gap="xs" mt="xs">
              {faqs.map((faq) => (
                <Radio
                  key={faq.id}
                  value={faq.id}
                  label={<bdi>{faq.question}</bdi>}
                  description={<bdi>{faq.answer.slice(0, 200)}</bdi>}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Button
            variant="default"
            disabled={faqId === '' || texts.length === 0}
            loading={add.isPending}
            onClick={() => add.attempt({ faqId, texts: [...texts] })}
          >
            {t('variants.add', { count: texts.length })}
          </Button>
          {add.reasonDialog}
        </Stack>
      )}
    </Section>
  );
}

/** Those that came near when it was asked, and those that ask nearly the same; each once. */
function nearestFaqs({ candidates, similar }: GapRead) {
  const near = candidates.map(({ faqId, question, answer }) => ({ id: faqId, question, answer }));
  const all = [...similar.map(({ id, question, answer }) => ({ id, question, answer })), ...near];
  return [...new Map(all.map((faq) => [faq.id, faq])).values()].slice(0, 5);
}
