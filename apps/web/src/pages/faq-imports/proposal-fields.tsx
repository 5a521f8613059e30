import { faqContentSchema } from '@answerdesk/domain';
import { Checkbox, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { sentenceOf } from '../../components/checked-form.ts';
import { useSentences } from '../../i18n.ts';
import classes from './faq-imports.module.css';

/** A question with its answer that a page proposes, as somebody may have changed it. */
export interface Proposal {
  readonly key: number;
  readonly question: string;
  readonly answer: string;
  readonly isChosen: boolean;
}

export function ProposalFields({
  proposal,
  onChange,
}: {
  readonly proposal: Proposal;
  readonly onChange: (proposal: Proposal) => void;
}) {
  const t = useSentences('faq-imports');
  const shell = useSentences('shell');
  const { question, answer, isChosen } = proposal;
  const wrong = (name: 'question' | 'answer') => {
    const { error } = faqContentSchema.shape[name].safeParse(proposal[name]);
    return isChosen && error ? sentenceOf(shell, error.issues[0], proposal[name]) : undefined;
  };
  return (
    <Group component="li" className={classes['item']} align="flex-start" wrap="nowrap" gap="sm">
      <Checkbox
        pt={4}
        aria-label={t('page.take', { question })}
        checked={isChosen}
        onChange={({ currentTarget }) => onChange({ ...proposal, isChosen: currentTarget.checked })}
      />
      <Stack flex={1} gap="xs" miw={0}>
        <TextInput
          aria-label={t('page.question')}
          dir="auto"
          fw={600}
          value={question}
          error={wrong('question')}
          onChange={({ currentTarget }) => onChange({ ...proposal, question: currentTarget.value })}
        />
        <Textarea
          aria-label={t('page.answer')}
          dir="auto"
          rows={3}
          resize="vertical"
          value={answer}
          error={wrong('answer')}
          onChange={({ currentTarget }) => onChange({ ...proposal, answer: currentTarget.value })}
        />
      </Stack>
    </Group>
  );
}
