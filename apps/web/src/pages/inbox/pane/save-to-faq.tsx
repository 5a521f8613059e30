import { type ConversationId, type FaqId, faqLimits, type MessageId } from '@answerdesk/domain';
import { Alert, Autocomplete, Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ButtonLink } from '../../../components/button-link.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { notifyFailure } from '../../../components/notify.tsx';
import { useSentences } from '../../../i18n.ts';
import { useMay } from '../../../session.ts';
import { type trpcClient, useTRPC } from '../../../trpc.ts';
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
  const [question, setQuestion] = useState(proposal.question.slice(0, faqLimits.question));
  const [answer, setAnswer] = useState(proposal.answer.slice(0, faqLimits.answer));
  const [category, setCategory] = useState('');
  const [target, setTarget] = useState<string>(NEW);
  const { data: categories = [] } = useQuery(trpc.faqs.categories.queryOptions());
  const save = useMutation(
    trpc.teaching.save.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.faqs.pathKey() }),
      onError: notifyFailure,
    }),
  );
  if (save.data) return <Done faqId={save.data.faqId} isPublished={save.data.isPublished} />;
  const variantOf = proposal.duplicates.find(({ id }) => id === target)?.id;
  const isReady = question.trim() !== '' && (variantOf !== undefined || answer.trim() !== '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        save.mutate({
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
        <Textarea
          data-autofocus
          label={t('teach.question')}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={faqLimits.question}
          dir="auto"
          required
          value={question}
          onChange={({ currentTarget }) => setQuestion(currentTarget.value)}
        />
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
        {variantOf === undefined && (
          <>
            <Textarea
              label={t('teach.answer')}
              autosize
              minRows={3}
              maxRows={10}
              maxLength={faqLimits.answer}
              dir="auto"
              required
              value={answer}
              onChange={({ currentTarget }) => setAnswer(currentTarget.value)}
            />
            <Autocomplete
              label={t('teach.category')}
              maxLength={faqLimits.category}
              data={categories.map(({ name }) => name)}
              value={category}
              onChange={setCategory}
            />
          </>
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
