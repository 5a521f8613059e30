import { Stack, Text } from '@mantine/core';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import type { TopicAlerts } from './alert.ts';
import { AlertCard } from './alert-card.tsx';

/** What comes up unusually often: first what nobody has seen to yet. */
export function AlertsSection({ alerts, rated }: TopicAlerts) {
  const t = useSentences('topics');
  const { number } = useFormat();
  const all = rated.useful + rated['not-useful'];
  const inOrder = alerts.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
  return (
    <Section title={t('alerts.title')} about={t('alerts.about')}>
      {alerts.length === 0 && <Text role="status">{t('alerts.none')}</Text>}
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
        {inOrder.map((alert) => (
          <AlertCard key={alert.id} alert={alert} />
        ))}
      </Stack>
      {all > 0 && (
        <Text size="sm" c="dimmed" mt="md">
          {t('rate.sum', { useful: number(rated.useful), number: number(all) })}
        </Text>
      )}
    </Section>
  );
}

const order = ['open', 'resolved', 'muted'];
