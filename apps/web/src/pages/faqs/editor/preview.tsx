import { Alert, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { channels, useChannelName } from '../../../components/channel-names.ts';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { RenderedPart } from '../../../components/rendered-part.tsx';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { problemSentence } from '../../../problem.ts';
import { type trpcClient, useTRPC } from '../../../trpc.ts';
import { type FaqDraft, previewOf } from './draft.ts';
import classes from './preview.module.css';

/** The answer as each channel will show it, for a customer who speaks `language`. */
export function Preview({ draft, language }: { readonly draft: FaqDraft; readonly language: string }) {
  const t = useSentences('faqs');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const [written] = useDebouncedValue(draft, 300);
  const channelName = useChannelName();
  const [channel, setChannel] = useState(channels[0] ?? 'telegram');
  const content = previewOf(written);
  const looks = useQuery(
    trpc.faqs.preview.queryOptions(
      { content: content ?? { question: '', answer: '' }, language: language || 'en', channel },
      { enabled: content !== undefined, placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const shown = content && looks.data?.channel === channel ? looks.data : undefined;
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
      {content && (
        <Tabs
          value={channel}
          onChange={(chosen) => setChannel(channels.find((each) => each === chosen) ?? channel)}
          keepMounted={false}
        >
          <Tabs.List mb="sm" aria-label={t('preview.channels')}>
            {channels.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {channelName(each)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={channel}>
            {shown ? <Look look={shown} language={language} /> : looks.isPending && <LoadingRows rows={1} />}
          </Tabs.Panel>
        </Tabs>
      )}
    </Section>
  );
}

type Looked = Awaited<ReturnType<typeof trpcClient.faqs.preview.query>>;

/** The messages of one channel. */
function Look({
  look: { channel, parts, markup, limits },
  language,
}: {
  readonly look: Looked;
  readonly language: string;
}) {
  const t = useSentences('faqs');
  const format = useFormat();
  const { limit, unit } = limits.text;
  return (
    <Stack gap="sm">
      <Stack
        gap="sm"
        mah="50dvh"
        className={classes['messages']}
        tabIndex={0}
        role="region"
        aria-label={t('preview.title')}
      >
        {parts.map((part, at) => {
          const key = `${at}`;
          return (
            <Stack key={key} gap={6} align="flex-start">
              <div className={classes['message']} lang={language || undefined}>
                <RenderedPart part={part} channel={channel} markup={markup} />
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
        {t(unit === 'characters' ? 'preview.parts' : 'preview.partsBytes', {
          number: format.number(parts.length),
          most: format.number(limit),
        })}
      </Text>
    </Stack>
  );
}
