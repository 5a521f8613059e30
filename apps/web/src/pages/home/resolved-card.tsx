import { Card, Group, Table, Text } from '@mantine/core';
import { useFormat } from '../../format.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import classes from './home.module.css';
import type { Figures } from './summary.ts';

/** How many of those who came were helped: by the bot alone and with a person, confirmed, assumed and reopened apart. */
export function ResolvedCard({ totals }: { readonly totals: Figures }) {
  const t = useSentences('home');
  const format = useFormat();
  const screen = useLanguage();
  const { enquiries, unresolved, undecided } = totals;
  const decided = enquiries - undecided;
  const solved = totals.botConfirmed + totals.botAssumed + totals.personConfirmed + totals.personAssumed;
  const percent = new Intl.NumberFormat(screen, { style: 'percent', maximumFractionDigits: 0 });
  const rows = [
    ['confirmed', totals.botConfirmed, totals.personConfirmed],
    ['assumed', totals.botAssumed, totals.personAssumed],
    ['reopened', totals.botReopened, totals.personReopened],
  ] as const;
  return (
    <Card withBorder>
      <Text component="h2" fw={600} mb={4}>
        {t('resolved.title')}
      </Text>
      {decided === 0 ? (
        <Text fz="h3">{t('resolved.none')}</Text>
      ) : (
        <>
          <Text fz="h3">
            {t('resolved.rate', { percent: percent.format(solved / decided) })}
            <Text component="span" size="sm" c="dimmed" ms="xs">
              {t('resolved.of', { decided: format.number(decided) })}
            </Text>
          </Text>
          <Table verticalSpacing={6} aria-label={t('resolved.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Td />
                <Table.Th className={classes['number'] ?? ''}>{t('resolved.bot')}</Table.Th>
                <Table.Th className={classes['number'] ?? ''}>{t('resolved.person')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(([name, ofBot, ofPerson]) => (
                <Table.Tr key={name}>
                  <Table.Th scope="row" fw={400}>
                    {t(`resolved.${name}`)}
                  </Table.Th>
                  <Table.Td className={classes['number'] ?? ''}>{format.number(ofBot)}</Table.Td>
                  <Table.Td className={classes['number'] ?? ''}>{format.number(ofPerson)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
      <Group gap="lg" mt="xs" component="dl" mb={0}>
        {(
          [
            ['unresolved', unresolved],
            ['undecided', undecided],
          ] as const
        ).map(([name, count]) => (
          <Group key={name} gap={6}>
            <Text component="dt" size="sm">
              {t(`resolved.${name}`)}
            </Text>
            <Text component="dd" m={0} size="sm" fw={600}>
              {format.number(count)}
            </Text>
          </Group>
        ))}
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        {t('resolved.body')}
      </Text>
    </Card>
  );
}
