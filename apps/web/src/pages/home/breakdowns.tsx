import { Card, SimpleGrid, Table, Text } from '@mantine/core';
import { useChannelName } from '../../components/channel-names.ts';
import { languageName } from '../../components/language-name.ts';
import { useFormat } from '../../format.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import classes from './home.module.css';
import type { Figures, Summary } from './summary.ts';

const columns = ['messages', 'answered', 'handedOver', 'unanswered'] as const;

/** The same figures by channel and by language. */
export function Breakdowns({ summary: { channels, languages } }: { readonly summary: Summary }) {
  const t = useSentences('home');
  const screen = useLanguage();
  const channelName = useChannelName();
  const nameOf = (tag: string) => (tag === 'und' ? t('unknownLanguage') : languageName(tag, screen));
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      <Breakdown
        title={t('byChannel')}
        rows={channels.map(({ channel, ...figures }) => ({ name: channelName(channel), figures }))}
      />
      <Breakdown
        title={t('byLanguage')}
        rows={languages.map(({ language, ...figures }) => ({ name: nameOf(language), figures }))}
      />
    </SimpleGrid>
  );
}

function Breakdown({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly figures: Figures }[];
}) {
  const t = useSentences('home');
  const format = useFormat();
  return (
    <Card withBorder>
      <Text component="h2" fw={600} mb={4}>
        {title}
      </Text>
      <Table.ScrollContainer minWidth={360} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing={6} aria-label={title}>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              {columns.map((name) => (
                <Table.Th key={name} className={classes['number'] ?? ''}>
                  {t(`figure.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ name, figures }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400}>
                  {name}
                </Table.Th>
                {columns.map((column) => (
                  <Table.Td key={column} className={classes['number'] ?? ''}>
                    {format.number(figures[column])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
