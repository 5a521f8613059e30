import { Box, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { ButtonLink } from '../../components/button-link.tsx';
import { languageName } from '../../components/language-name.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import { ModelCalls } from './model-calls.tsx';
import { readTrace } from './read-trace.ts';

/** Why the bot said what it said: what came into question, how sure it was, and where the lines are drawn. */
export function Why({
  trace,
  question,
  isOpen,
  close,
}: {
  readonly trace: unknown;
  readonly question: string;
  readonly isOpen: boolean;
  readonly close: () => void;
}) {
  const t = useSentences('conversations');
  const tShell = useSentences('shell');
  const screen = useLanguage();
  const { outcome, isAskedForPerson, isRule, isChosen, language, candidates, thresholds, failure, calls } =
    readTrace(trace);
  const percent = (share: number) =>
    new Intl.NumberFormat(screen, { style: 'percent', maximumFractionDigits: 0 }).format(share);
  const used = calls.find((call) => call.outcome === 'used')?.purpose;
  const made = used === 'ground' ? 'phrased' : used === 'translate' ? 'translated' : undefined;
  const what = isChosen ? 'chosen' : isAskedForPerson ? 'asked-for-person' : isRule ? 'rule' : (made ?? outcome);
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('trace.title')}
      closeButtonProps={{ 'aria-label': tShell('action.close') }}
    >
      <Stack gap="sm">
        {what && <Text>{t(`trace.${what}`)}</Text>}
        {failure && <Text c="var(--mantine-color-error)">{t('trace.failure', { failure })}</Text>}
        {candidates.length > 0 && (
          <Box>
            <Text fw={600} mb={4}>
              {t('trace.candidates')}
            </Text>
            <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {candidates.slice(0, 5).map(({ faqId, question, probability }) => (
                <li key={faqId}>
                  <Group justify="space-between" wrap="nowrap" gap="sm" align="flex-start">
                    <Text size="sm" dir="auto">
                      {question}
                    </Text>
                    <Text size="sm" c="dimmed" style={{ flex: 'none' }}>
                      {t('trace.sureness', { percent: percent(probability) })}
                    </Text>
                  </Group>
                  <Progress value={Math.round(probability * 100)} size="sm" mt={4} aria-label={question} />
                </li>
              ))}
            </Stack>
          </Box>
        )}
        <ModelCalls calls={calls} />
        {thresholds && (
          <Text size="sm" c="dimmed">
            {t('trace.thresholds', { answer: percent(thresholds.answer), clarify: percent(thresholds.clarify) })}
          </Text>
        )}
        {language && (
          <Text size="sm" c="dimmed">
            {t('trace.language', { language: languageName(language, screen) })}
          </Text>
        )}
        {question !== '' && (
          <ButtonLink
            to="/bench"
            search={{ ask: question }}
            variant="default"
            size="xs"
            style={{ alignSelf: 'flex-start' }}
          >
            {t('trace.tryIt')}
          </ButtonLink>
        )}
      </Stack>
    </Modal>
  );
}
