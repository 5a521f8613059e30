import { type ChannelName, faqLimits } from '@answerdesk/domain';
import { Box, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { RenderedPart } from '../../../components/rendered-part.tsx';
import { useSentences } from '../../../i18n.ts';
import { problemSentence } from '../../../problem.ts';
import { useTRPC } from '../../../trpc.ts';
import classes from './pane.module.css';

/** What is written as the customer's channel will show it. */
export function SendPreview({ text, channel }: { readonly text: string; readonly channel: ChannelName }) {
  const t = useSentences('inbox-pane');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const [written] = useDebouncedValue(text.trim().slice(0, faqLimits.answer), 300);
  const look = useQuery(
    trpc.faqs.preview.queryOptions(
      // Shown by the same way as an answer of an FAQ.
      { content: { question: '?', answer: written }, language: 'en', channel },
      { enabled: written !== '', placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  return (
    <Box component="section" className={classes['preview']} aria-label={t('preview.title')} tabIndex={0}>
      {written === '' && (
        <Text size="sm" c="dimmed">
          {t('preview.nothing')}
        </Text>
      )}
      {written !== '' && look.isPending && <LoadingRows rows={1} />}
      {look.error && (
        <Text size="sm" c="var(--mantine-color-error)">
          {shell(problemSentence(look.error))}
        </Text>
      )}
      {written !== '' && look.data && (
        <Stack gap="xs">
          {look.data.parts.map((part, at) => {
            const key = `${at}`;
            return (
              <div key={key} className={classes['previewed']}>
                <RenderedPart part={part} channel={look.data.channel} markup={look.data.markup} />
              </div>
            );
          })}
          {look.data.parts.length > 1 && (
            <Text size="xs" c="dimmed">
              {t('preview.parts', { count: look.data.parts.length })}
            </Text>
          )}
        </Stack>
      )}
    </Box>
  );
}
