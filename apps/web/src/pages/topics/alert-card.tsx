import { faqOfTopic } from '@answerdesk/domain';
import { Badge, Box, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconBellOff, IconCheck } from '@tabler/icons-react';
import { ButtonLink } from '../../components/button-link.tsx';
import { useFormat, useLocale } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import type { TopicAlertView } from './alert.ts';
import { RateAlert } from './rate-alert.tsx';
import { useSetState } from './use-set-state.ts';

/** A topic that comes up unusually often: since when, how often, what was asked, and what can be done about it. */
export function AlertCard({ alert }: { readonly alert: TopicAlertView }) {
  const t = useSentences('topics');
  const format = useFormat();
  const locale = useLocale();
  const may = useMay();
  const { title, state, count, total, examples, isOver } = alert;
  const expected = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(alert.expected);
  return (
    <Paper component="li" withBorder p="md" radius="md" data-alert={state}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="xs">
          <Title order={3} fz="md" flex="1 1 14rem">
            <bdi>{title}</bdi>
          </Title>
          {state !== 'open' && (
            <Badge variant="default" tt="none">
              {t(`state.${state}`)}
            </Badge>
          )}
          {isOver && (
            <Badge variant="default" tt="none">
              {t('state.over')}
            </Badge>
          )}
        </Group>
        <Group gap="md">
          <Text size="sm">{t('alerts.since', { since: format.moment(alert.since) })}</Text>
          <Text size="sm">{t('alerts.figures', { number: format.number(count), expected })}</Text>
          {total > count && <Text size="sm">{t('alerts.soFar', { number: format.number(total) })}</Text>}
        </Group>
        {examples.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('alerts.noExamples')}
          </Text>
        ) : (
          <Box>
            <Text size="sm" c="dimmed">
              {t('alerts.examples')}
            </Text>
            <Box component="ul" m={0} mt={4} ps="lg">
              {examples.map(({ messageId, text }) => (
                <Text key={messageId} component="li" size="sm" style={{ overflowWrap: 'anywhere' }}>
                  <bdi>{text}</bdi>
                </Text>
              ))}
            </Box>
          </Box>
        )}
        <Group justify="space-between" gap="sm">
          <Group gap="xs">
            <OpenFaq alert={alert} />
            {may('topic.write') && <StateButtons alert={alert} />}
          </Group>
          {may('topic.write') && <RateAlert alert={alert} />}
        </Group>
      </Stack>
    </Paper>
  );
}

function OpenFaq({ alert: { topic, title } }: { readonly alert: TopicAlertView }) {
  const t = useSentences('topics');
  const faqId = faqOfTopic(topic);
  if (faqId === undefined) return null;
  return (
    <ButtonLink
      to="/faqs/$faqId"
      params={{ faqId }}
      size="xs"
      variant="default"
      aria-label={`${t('act.openFaq')}: ${title}`}
    >
      {t('act.openFaq')}
    </ButtonLink>
  );
}

function StateButtons({ alert }: { readonly alert: TopicAlertView }) {
  const t = useSentences('topics');
  const { set, isPending } = useSetState(alert);
  const named = (words: string) => ({ 'aria-label': `${words}: ${alert.title}`, children: words });
  const look = { size: 'xs', variant: 'default', loading: isPending } as const;
  if (alert.state !== 'open') {
    const words = t(alert.state === 'muted' ? 'act.unmute' : 'act.reopen');
    return <Button {...look} onClick={() => set('open')} {...named(words)} />;
  }
  return (
    <>
      <Button
        {...look}
        leftSection={<IconCheck size={16} aria-hidden />}
        onClick={() => set('resolved')}
        {...named(t('act.resolve'))}
      />
      <Button
        {...look}
        leftSection={<IconBellOff size={16} aria-hidden />}
        onClick={() => set('muted')}
        {...named(t('act.mute'))}
      />
    </>
  );
}
