import { faqLimits } from '@answerdesk/domain';
import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';

export interface FaqTexts {
  readonly question: string;
  readonly answer: string;
}

/** As much of each text as an FAQ may hold. */
export function cutToFaq({ question, answer }: FaqTexts): FaqTexts {
  return { question: question.slice(0, faqLimits.question), answer: answer.slice(0, faqLimits.answer) };
}

/** Whether an FAQ can be made of the texts. */
export function isWholeFaq({ question, answer }: FaqTexts): boolean {
  return question.trim() !== '' && answer.trim() !== '';
}

/** The question and the answer of an FAQ that is made of what was said; what stands between them are `children`. */
export function FaqFields({
  texts,
  labels,
  onChange,
  hasAnswer = true,
  isFocused = false,
  children,
}: {
  readonly texts: FaqTexts;
  readonly labels: FaqTexts;
  readonly onChange: (texts: FaqTexts) => void;
  /** Whether the answer is to be written too. */
  readonly hasAnswer?: boolean;
  /** Whether a dialog begins here. */
  readonly isFocused?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <>
      <Textarea
        label={labels.question}
        name="question"
        autosize
        minRows={1}
        maxRows={4}
        maxLength={faqLimits.question}
        dir="auto"
        required
        {...(isFocused && { 'data-autofocus': true })}
        value={texts.question}
        onChange={({ currentTarget }) => onChange({ ...texts, question: currentTarget.value })}
      />
      {children}
      {hasAnswer && (
        <Textarea
          label={labels.answer}
          name="answer"
          autosize
          minRows={3}
          maxRows={12}
          maxLength={faqLimits.answer}
          dir="auto"
          required
          value={texts.answer}
          onChange={({ currentTarget }) => onChange({ ...texts, answer: currentTarget.value })}
        />
      )}
    </>
  );
}
