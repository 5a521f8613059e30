import { type ConversationId, type FaqId, faqLimits, type MessageId } from '@answerdesk/domain';
import { Alert, Autocomplete, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ButtonLink } from '../../../components/button-link.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { cutToFaq, FaqFields, isWholeFaq } from '../../../components/faq-fields.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { useSentences } from '../../../i18n.ts';
import { useMay } from '../../../session.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import { useGated } from '../../faqs/gate/use-gated.tsx';
import { Dialog } from './dialog.tsx';
import { PrivateParts } from './private-parts.tsx';

const NEW = '';

/** Makes an FAQ of what an agent replied, or of the question one more way to ask an FAQ there is. */
export function SaveToFaq({
  conversationId,
  messageId,
  close,
}: {
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly close: () => void;
}) {
  const t = useSentences('inbox-pane');
  const trpc = useTRPC();
  const proposal = useQuery(
    trpc.teaching.propose.queryOptions({ conversationId, messageId }, { staleTime: 0, refetchOnWindowFocus: false }),
  );
  return (
    <Dialog title={t('teach.save')} close={close} size="lg">
      {proposal.isPending && <LoadingRows rows={4} />}
      {proposal.error && <ErrorState error={proposal.error} retry={proposal.refetch} />}
      {proposal.data?.taught && (
        <Done faqId={proposal.data.taught.faqId} isPublished={proposal.data.taught.isPublished} />
      )}
      {proposal.data && !proposal.data.taught && (
        <Lesson proposal={proposal.data} conversationId={conversationId} messageId={messageId} close={close} />
      )}
    </Dialog>
  );
}

type Proposal = Awaited<ReturnType<typeof trpcClient.teaching.propose.query>>;

function Lesson({
  proposal,
  conversationId,
  messageId,
  close,
}: {
  readonly proposal: Proposal;
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly close: () => void;
}) {
  const t = useSentences('inbox-pane');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayPublish = useMay()('faq.publish');
  const [texts, setTexts] = useState(cutToFaq(proposal));
  const { question, answer } = texts;
  const [category, setCategory] = useState('');
  const [target, setTarget] = useState<string>(NEW);
  const { data: categories = [] } = useQuery(trpc.faqs.categories.queryOptions());
  const [taught, setTaught] = useState<{ readonly faqId: FaqId; readonly isPublished: boolean }>();
  const save = useGated({
    change: (lesson: Parameters<typeof trpcClient.teaching.save.mutate>[0], why) =>
      trpcClient.teaching.save.mutate({ ...lesson, ...why }),
    onDone: (done) => {
      setTaught(done);
      return queryClient.invalidateQueries({ queryKey: trpc.faqs.pathKey() });
    },
  });
  if (taught) return <Done faqId={taught.faqId} isPublished={taught.isPublished} />;
  const variantOf = proposal.duplicates.find(({ id }) => id === target)?.id;
  const isReady = isWholeFaq({ ...texts, ...(variantOf !== undefined && { answer: proposal.answer }) });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        save.attempt({
          conversationId,
          messageId,
          question: question.trim(),
          answer: variantOf === undefined ? answer.trim() : proposal.answer,
          locale: proposal.locale,
          ...(category.trim() !== '' && variantOf === undefined && { category: category.trim() }),
          ...(variantOf !== undefined && { variantOf }),
        });
      }}
    >
      <Stack>
        {!mayPublish && <Text size="sm">{t('teach.suggests')}</Text>}
        <FaqFields
          texts={texts}
          labels={{ question: t('teach.question'), answer: t('teach.answer') }}
          onChange={setTexts}
          hasAnswer={variantOf === undefined}
          isFocused
        >
          {proposal.duplicates.length > 0 && (
            <Radio.Group label={t('teach.duplicates')} value={target} onChange={setTarget}>
              <Stack gap="xs" mt="xs">
                <Radio value={NEW} label={t('teach.asNew')} />
                {proposal.duplicates.map((faq) => (
                  <Radio
                    key={faq.id}
                    value={faq.id}
                    label={
                      <>
                        {t('teach.addTo')} <bdi>{faq.question}</bdi>
                      </>
                    }
                    description={<bdi>{faq.answer.slice(0, 200)}</bdi>}
                  />
                ))}
              </Stack>
            </Radio.Group>
          )}
        </FaqFields>
        {variantOf === undefined && (
          <Autocomplete
            label={t('teach.category')}
            maxLength={faqLimits.category}
            data={categories.map(({ name }) => name)}
            value={category}
            onChange={setCategory}
          />
        )}
        <PrivateParts texts={variantOf === undefined ? [question, answer] : [question]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {shell('action.cancel')}
          </Button>
          <Button type="submit" disabled={!isReady} loading={save.isPending}>
            {t(mayPublish ? 'teach.publish' : 'teach.suggest')}
          </Button>
        </Group>
      </Stack>
      {save.reasonDialog}
    </form>
  );
}

function Done({ faqId, isPublished }: { readonly faqId: FaqId; readonly isPublished: boolean }) {
  const t = useSentences('inbox-pane');
  return (
    <Stack>
      <Alert color="teal" role="status" icon={<IconCircleCheck aria-hidden />}>
        {t(isPublished ? 'teach.published' : 'teach.suggested')}
      </Alert>
      <ButtonLink to="/faqs/$faqId" params={{ faqId }} variant="default" style={{ alignSelf: 'flex-start' }}>
        {t('teach.open')}
      </ButtonLink>
    </Stack>
  );
}
