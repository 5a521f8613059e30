import { faqLimits } from '@answerdesk/domain';
import { ActionIcon, Button, Group, Input, ScrollArea, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { Counter } from './counter.tsx';
import type { FaqEditor } from './use-faq-editor.ts';

/** What customers ask, and in which other words. */
export function QuestionSection({ editor: { draft, change, checked, mayWrite } }: { readonly editor: FaqEditor }) {
  const t = useSentences('faqs');
  const format = useFormat();
  return (
    <Section title={t('question.title')} about={t('question.about')}>
      <Stack gap="md">
        <Textarea
          name="question"
          label={t('field.question')}
          autosize
          minRows={1}
          maxRows={4}
          dir="auto"
          required
          withAsterisk={false}
          value={draft.question}
          readOnly={!mayWrite}
          error={checked.problemAt('question')}
          onChange={({ currentTarget }) => change({ question: currentTarget.value.replaceAll(/\s*\n\s*/g, ' ') })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          description={<Counter length={draft.question.trim().length} most={faqLimits.question} />}
        />
        {mayWrite && <NewVariant variants={draft.variants} onAdd={(variants) => change({ variants })} />}
        {draft.variants.length > 0 && (
          <Stack gap={4}>
            <Text size="xs" c="dimmed">
              {t('variants.count', { number: format.number(draft.variants.length) })}
            </Text>
            <ScrollArea.Autosize mah={260} type="auto" viewportProps={{ tabIndex: 0 }}>
              <Stack component="ul" gap={2} m={0} p={0} style={{ listStyle: 'none' }}>
                {draft.variants.map((variant, at) => (
                  <Group component="li" key={variant} wrap="nowrap" gap="xs" justify="space-between">
                    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                      <bdi>{variant}</bdi>
                    </Text>
                    {mayWrite && (
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={t('variants.remove', { variant })}
                        onClick={() => change({ variants: draft.variants.filter((_each, place) => place !== at) })}
                      >
                        <IconX size={16} aria-hidden />
                      </ActionIcon>
                    )}
                  </Group>
                ))}
              </Stack>
            </ScrollArea.Autosize>
          </Stack>
        )}
      </Stack>
    </Section>
  );
}

function NewVariant({
  variants,
  onAdd,
}: {
  readonly variants: readonly string[];
  readonly onAdd: (variants: readonly string[]) => void;
}) {
  const t = useSentences('faqs');
  const format = useFormat();
  const id = useId();
  const [text, setText] = useState('');
  const isFull = variants.length >= faqLimits.variants;
  const add = (given: string) => {
    const lines = given
      .split('\n')
      .map((line) => line.trim().slice(0, faqLimits.variant))
      .filter(Boolean);
    if (lines.length === 0) return;
    onAdd([...new Set([...variants, ...lines])].slice(0, faqLimits.variants));
    setText('');
  };
  return (
    <Input.Wrapper
      id={id}
      label={t('field.variant')}
      labelProps={{ htmlFor: id }}
      description={isFull ? t('variants.full', { most: format.number(faqLimits.variants) }) : t('variants.hint')}
    >
      <Group gap="xs" wrap="nowrap" mt={4}>
        <TextInput
          id={id}
          aria-describedby={`${id}-description`}
          flex={1}
          maxLength={faqLimits.variant}
          dir="auto"
          disabled={isFull}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            add(text);
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text');
            if (!pasted.trim().includes('\n')) return;
            event.preventDefault();
            add(pasted);
          }}
        />
        <Button variant="default" disabled={isFull || text.trim() === ''} onClick={() => add(text)}>
          {t('variants.add')}
        </Button>
      </Group>
    </Input.Wrapper>
  );
}
