import { Badge, Group, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { useLanguage, useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { ModelCalls } from '../conversation-parts/model-calls.tsx';
import { readModelCalls } from '../conversation-parts/read-model-calls.ts';
import { Fixes } from './fixes.tsx';
import type { Reply, Turn } from './rehearsal.ts';

/** Why a reply is what it is: the rule that settled it, what came into question, and what to do about it. */
export function Why({
  turn,
  onAskAgain,
  isNow,
}: {
  readonly turn: Turn | undefined;
  readonly onAskAgain: (turn: Turn) => void;
  /** Whether the bot answers as of now. */
  readonly isNow: boolean;
}) {
  const t = useSentences('bench');
  const may = useMay();
  const language = useLanguage();
  const reply = turn?.reply;
  if (!reply) {
    return (
      <EmptyState icon={IconHelpCircle} title={t('tab.why')}>
        {t('why.none')}
      </EmptyState>
    );
  }
  const { trace = {} } = reply;
  const { candidates, confidence, thresholds, faqsVersion } = trace;
  const percent = (share: number) => new Intl.NumberFormat(language, { style: 'percent' }).format(share);
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const values = {
    confidence: percent(confidence ?? 0),
    answer: percent(thresholds?.answer ?? 0),
    clarify: percent(thresholds?.clarify ?? 0),
  };
  const facts: readonly (readonly [string, string])[] = [
    [t('why.confidence'), confidence === undefined ? '—' : percent(confidence)],
    [t('why.thresholds'), thresholds ? t('why.thresholdsAre', values) : '—'],
    [t('why.language'), names.of(trace.language ?? reply.state.language ?? '') ?? '—'],
    [t('why.version'), faqsVersion === undefined ? '—' : String(faqsVersion)],
  ];
  return (
    <Stack gap="lg">
      <div>
        <Title order={2} fz="h4" mb={4}>
          {t('tab.why')}
        </Title>
        <Text size="sm" c="dimmed" dir="auto" mb="xs" lineClamp={3}>
          {turn.label}
        </Text>
        <Text>{t(`rule.${ruleOf(reply)}`, values)}</Text>
      </div>
      <Table layout="fixed" verticalSpacing={6}>
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={500} w="40%">
                {name}
              </Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {thresholds && may('settings.read') && (
        <PathLink to="/dial" size="sm">
          {t('why.moveDial')}
        </PathLink>
      )}
      <ModelCalls calls={readModelCalls(trace.models)} />
      {candidates && (
        <div>
          <Title order={3} fz="md" mb="xs">
            {t('why.candidates')}
          </Title>
          {candidates.length === 0 && <Text c="dimmed">{t('why.noCandidates')}</Text>}
          <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
            {candidates.map(({ faqId, question, probability }) => (
              <li key={faqId}>
                <Group justify="space-between" wrap="nowrap" gap="xs" align="flex-start">
                  <Text size="sm" dir="auto" style={{ overflowWrap: 'anywhere' }}>
                    {question}
                    {trace.faqId === faqId && reply.repliedAs === 'answered' && (
                      <Badge ms={6} size="sm" color="teal.9" tt="none">
                        {t('why.answeredWith')}
                      </Badge>
                    )}
                  </Text>
                  <Text size="sm" fw={600} ff="monospace">
                    {percent(probability)}
                  </Text>
                </Group>
                <Progress value={Math.round(probability * 100)} size="sm" mt={4} aria-label={question} />
                <Fixes.OfFaq turn={turn} faqId={faqId} question={question} onAskAgain={onAskAgain} isNow={isNow} />
              </li>
            ))}
          </Stack>
        </div>
      )}
      <Fixes.OfQuestion turn={turn} onAskAgain={onAskAgain} />
    </Stack>
  );
}

/** The rule that settled a reply: the conversation's goes before the engine's. */
function ruleOf({ trace = {}, repliedAs }: Reply) {
  if (trace.failure !== undefined) return 'failed';
  if (trace.reason === 'unsure-twice' || trace.reason === 'asked-for-person') return trace.reason;
  if (trace.reason === 'rule') return 'for-person';
  if (trace.chosenByCustomer) return 'chosen';
  if (repliedAs === 'choice-expired') return 'expired';
  return trace.rule ?? 'system';
}
