import { Card, Table, Text } from '@mantine/core';
import { useLanguage, useSentences } from '../../i18n.ts';
import classes from './home.module.css';
import type { Figures } from './summary.ts';

/** How long a reply and an answer take, for the bot and for people beside each other. */
export function TimesTable({ totals: { bot, person } }: { readonly totals: Figures }) {
  const t = useSentences('home');
  const rows = [
    ['reply', bot.replyMs, person.replyMs],
    ['resolution', bot.resolutionMs, person.resolutionMs],
  ] as const;
  return (
    <Card withBorder>
      <Text component="h2" fw={600} mb={4}>
        {t('times.title')}
      </Text>
      <Table verticalSpacing={6} aria-label={t('times.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            <Table.Th className={classes['number'] ?? ''}>{t('times.bot')}</Table.Th>
            <Table.Th className={classes['number'] ?? ''}>{t('times.person')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([name, ofBot, ofPerson]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {t(`times.${name}`)}
              </Table.Th>
              <Table.Td className={classes['number'] ?? ''}>
                <Duration ms={ofBot} />
              </Table.Td>
              <Table.Td className={classes['number'] ?? ''}>
                <Duration ms={ofPerson} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed" mt="xs">
        {t('times.personNote')}
      </Text>
    </Card>
  );
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

function Duration({ ms }: { readonly ms: number | undefined }) {
  const t = useSentences('home');
  const screen = useLanguage();
  if (ms === undefined) {
    return (
      <Text span size="sm" c="dimmed">
        {t('times.noData')}
      </Text>
    );
  }
  const [unit, length] = units.find(([, least]) => ms >= least) ?? ['second', 1_000];
  return new Intl.NumberFormat(screen, { style: 'unit', unit, maximumSignificantDigits: 2 }).format(ms / length);
}
