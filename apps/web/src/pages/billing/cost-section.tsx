import { Box, Button, Group, SimpleGrid, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import classes from './billing.module.css';
import { CapDialog } from './cap-dialog.tsx';
import type { Overview } from './overview.ts';
import { useSaying } from './use-saying.ts';

/** What the month costs, what it is going to cost, and how far that is from what it may cost. */
export function CostSection({ overview }: { readonly overview: Overview }) {
  const t = useSentences('billing');
  const say = useSaying(overview.currency);
  const may = useMay();
  const [isOpen, { open, close }] = useDisclosure();
  const { capMicros, forecast, quota, isCurrent, totalMicros } = overview;
  const month = say.month(`${overview.month}-01`);
  const isCapped = isCurrent && overview.isBilled;
  return (
    <Section
      title={t(isCurrent ? 'cost.title' : 'cost.titlePast', { month })}
      about={t('cost.free')}
      aside={
        isCapped &&
        may('billing.write') && (
          <Button variant="default" onClick={open}>
            {t(capMicros === undefined ? 'cost.set' : 'cost.change')}
          </Button>
        )
      }
    >
      <Text fz={{ base: '2rem', sm: '2.6rem' }} fw={650} lh={1.2} data-total>
        {say.amount(totalMicros)}
      </Text>
      {isCapped && capMicros !== undefined && <Bar overview={overview} cap={capMicros} />}
      {quota && isCurrent && (
        <Text mt="xs">{t('cost.quota', { used: say.number(quota.used), most: say.number(quota.most) })}</Text>
      )}
      <SimpleGrid component="dl" cols={{ base: 2, sm: 3 }} m={0} mt="md" spacing="md">
        {forecast && <Figure name={t('cost.forecast')} value={say.amount(forecast.totalMicros)} />}
        {isCapped && (
          <Figure name={t('cost.limit')} value={capMicros === undefined ? t('cost.noLimit') : say.amount(capMicros)} />
        )}
        {isCapped && capMicros !== undefined && (
          <Figure name={t('cost.left')} value={say.amount(Math.max(0, capMicros - totalMicros))} />
        )}
      </SimpleGrid>
      {isOpen && <CapDialog overview={overview} close={close} />}
    </Section>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <Box>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} fw={600}>
        {value}
      </Text>
    </Box>
  );
}

/** The limit is the whole bar, unless more is spent or foreseen. */
function Bar({ overview, cap }: { readonly overview: Overview; readonly cap: number }) {
  const t = useSentences('billing');
  const say = useSaying(overview.currency);
  const { totalMicros: spent, forecast, allowed } = overview;
  const ahead = Math.max(spent, forecast?.totalMicros ?? 0);
  const whole = Math.max(cap, spent, 1);
  const share = (micros: number) => `${Math.min(100, (micros / whole) * 100)}%`;
  const isOff = allowed.allowance === 'person-only' && allowed.reason === 'cap';
  const level = isOff ? 'reached' : spent >= cap * 0.8 ? 'near' : 'fine';
  const values = { spent: say.amount(spent), limit: say.amount(cap) };
  const label = forecast
    ? t('cost.bar', { ...values, forecast: say.amount(forecast.totalMicros) })
    : t('cost.barNoForecast', values);
  return (
    <Box mt="sm">
      <span className={classes['track']} role="img" aria-label={label}>
        <span className={classes['ahead']} style={{ inlineSize: share(ahead) }} />
        <span className={classes['spent']} data-level={level} style={{ inlineSize: share(spent) }} />
      </span>
      <Group justify="space-between" mt={4} gap="xs">
        <Text size="sm" c="dimmed">
          {label}
        </Text>
      </Group>
    </Box>
  );
}
