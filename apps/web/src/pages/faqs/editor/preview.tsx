import { Alert, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RenderedText } from '../../../components/rendered-text.tsx';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { problemSentence } from '../../../problem.ts';
import { useTRPC } from '../../../trpc.ts';
import { type FaqDraft, previewOf } from './draft.ts';
import classes from './preview.module.css';

const names = { telegram: 'Telegram' } as const;

/** The answer as each channel will show it, for a customer who speaks `language`. */
export function Preview({ draft, language }: { readonly draft: FaqDraft; readonly language: string }) {
  const t = useSentences('faqs');
  const shell = useSentences('shell');
  const format = useFormat();
  const trpc = useTRPC();
  const [written] = useDebouncedValue(draft, 300);
  const [channel, setChannel] = useState<string | null>(null);
  const content = previewOf(written);
  const looks = useQuery(
    trpc.faqs.preview.queryOptions(
      { content: content ?? { question: '', answer: '' }, language: language || 'en' },
      { enabled: content !== undefined, placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const shown = content ? (looks.data ?? []) : [];
  const chosen = shown.find((each) => each.channel === channel) ?? shown[0];
  return (
    <Section title={t('preview.title')} about={t('preview.about')}>
      {looks.error && content && (
        <Alert color="red" role="alert">
          {shell(problemSentence(looks.error))}
        </Alert>
      )}
      {!content && (
        <Text size="sm" c="dimmed">
          {t('preview.nothing')}
        </Text>
      )}
      {chosen && (
        <Tabs value={chosen.channel} onChange={setChannel}>
          <Tabs.List mb="sm" aria-label={t('preview.channels')}>
            {shown.map((each) => (
              <Tabs.Tab key={each.channel} value={each.channel}>
                {names[each.channel]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={chosen.channel}>
            <Stack gap="sm">
              <Stack
                gap="sm"
                mah="50dvh"
                className={classes['messages']}
                tabIndex={0}
                role="region"
                aria-label={t('preview.title')}
              >
                {chosen.parts.map((part, at) => {
                  const key = `${at}`;
                  return (
                    <Stack key={key} gap={6} align="flex-start">
                      <div className={classes['message']} lang={language || undefined}>
                        <RenderedText html={part.text} />
                      </div>
                      <Group gap={6}>
                        {part.choices.map((choice) => (
                          <Button key={choice.id} size="xs" variant="default" dir="auto" component="div" tabIndex={-1}>
                            {choice.label}
                          </Button>
                        ))}
                      </Group>
                    </Stack>
                  );
                })}
              </Stack>
              <Text size="xs" c="dimmed">
                {t('preview.parts', {
                  number: format.number(chosen.parts.length),
                  most: format.number(chosen.limits.text.limit),
                })}
              </Text>
            </Stack>
          </Tabs.Panel>
        </Tabs>
      )}
    </Section>
  );
}
