import { Box, Button, Group, Image, Progress, Stack, Text } from '@mantine/core';
import { IconPencil, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { TextLink } from '../../../components/button-link.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { MarkedText } from '../../../components/marked-text.tsx';
import { useLanguage, useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';
import classes from './pane.module.css';
import { SendSuggestion } from './send-suggestion.tsx';
import type { PaneState } from './use-pane.ts';

/** What the bot understood, what came into question, and what could be said. */
export function PreJudged({ pane, onEdit }: { readonly pane: PaneState; readonly onEdit: (text: string) => void }) {
  const t = useSentences('inbox-pane');
  const shared = useSentences('conversations');
  const trpc = useTRPC();
  const screen = useLanguage();
  const { id, conversation } = pane;
  const judged = useQuery(trpc.preJudgement.get.queryOptions({ conversationId: id }, { staleTime: 60_000 }));
  if (judged.isPending) return <LoadingRows rows={3} height={32} />;
  if (judged.error) return <ErrorState error={judged.error} retry={judged.refetch} />;
  const { asked, reason, candidates, suggestions } = judged.data;
  const percent = (share: number) =>
    new Intl.NumberFormat(screen, { style: 'percent', maximumFractionDigits: 0 }).format(share);
  return (
    <Stack gap="sm">
      {asked !== undefined && (
        <Box>
          <Text size="xs" c="dimmed">
            {t('judged.asked')}
          </Text>
          <Text size="sm" fw={600} dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {asked}
          </Text>
        </Box>
      )}
      {reason !== undefined && (
        <Text size="sm" c="dimmed">
          {shared(`waiting.${reason}`)}
        </Text>
      )}
      {candidates.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('judged.nothing')}
        </Text>
      )}
      {suggestions.map((suggestion) => (
        <Box key={suggestion.faqId} className={classes['suggested']} component="article">
          <Text size="sm" lineClamp={6} dir="auto" lang={conversation.language}>
            <MarkedText text={suggestion.text} />
          </Text>
          {suggestion.imageUrl !== undefined && (
            <Image
              src={suggestion.imageUrl}
              alt=""
              mah={120}
              w="auto"
              radius="sm"
              mt={6}
              referrerPolicy="no-referrer"
            />
          )}
          <Group gap="xs" mt="xs">
            <SendSuggestion pane={pane} suggestion={suggestion}>
              <IconSend size={14} className={classes['towards']} aria-hidden />
            </SendSuggestion>
            <Button
              size="compact-sm"
              h={32}
              variant="default"
              leftSection={<IconPencil size={14} aria-hidden />}
              onClick={() => onEdit(suggestion.text)}
            >
              {t('judged.edit')}
            </Button>
          </Group>
        </Box>
      ))}
      {candidates.length > 0 && (
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t('judged.candidates')}>
          {candidates.map(({ faqId, question, probability }) => (
            <li key={faqId}>
              <Group justify="space-between" wrap="nowrap" gap="sm" align="flex-start">
                <TextLink to="/faqs/$faqId" params={{ faqId }} size="sm" dir="auto">
                  {question}
                </TextLink>
                <Text size="xs" c="dimmed" style={{ flex: 'none' }}>
                  {shared('trace.sureness', { percent: percent(probability) })}
                </Text>
              </Group>
              <Progress value={Math.round(probability * 100)} size="xs" mt={4} aria-label={question} />
            </li>
          ))}
        </Stack>
      )}
    </Stack>
  );
}
