import { Box, Checkbox, Group, Stack, Text, Tooltip } from '@mantine/core';
import { TextLink } from '../../components/button-link.tsx';
import { languageName } from '../../components/language-name.ts';
import { type Column, VirtualTable } from '../../components/virtual-table.tsx';
import { useFormat } from '../../format.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import { FaqBadges } from './faq-badges.tsx';
import type { Row } from './wanted.ts';

type Chosen = ReadonlySet<string>;

export function FaqTable({
  rows,
  more,
  isFetchingMore,
  chosen,
  onChoose,
}: {
  readonly rows: readonly Row[];
  readonly more: (() => unknown) | undefined;
  readonly isFetchingMore: boolean;
  /** Absent where the person may do nothing with many at once. */
  readonly chosen?: Chosen;
  readonly onChoose?: (chosen: Chosen) => void;
}) {
  const t = useSentences('faqs');
  const format = useFormat();
  const shown = useLanguage();
  const choose = (id: string, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) next.add(id);
    else next.delete(id);
    onChoose?.(next);
  };
  const box = (row: Row) => (
    <Checkbox
      aria-label={t('choose', { question: row.question })}
      checked={chosen?.has(row.id) ?? false}
      onChange={({ currentTarget }) => choose(row.id, currentTarget.checked)}
    />
  );
  const isAll = rows.every(({ id }) => chosen?.has(id));
  const all = (
    <Checkbox
      aria-label={t('chooseAll')}
      checked={isAll}
      indeterminate={!isAll && (chosen?.size ?? 0) > 0}
      onChange={() => onChoose?.(isAll ? new Set() : new Set(rows.map(({ id }) => id)))}
    />
  );
  const languages = (row: Row) => row.languages.map((tag) => languageName(tag, shown)).join(', ');
  const columns: readonly Column<Row>[] = [
    ...(onChoose ? [{ name: 'chosen', header: all, width: '3rem', cell: box }] : []),
    { name: 'question', header: t('column.question'), cell: (row) => <Question row={row} /> },
    { name: 'status', header: t('column.status'), width: '19%', cell: (row) => <FaqBadges row={row} /> },
    {
      name: 'category',
      header: t('column.category'),
      width: '14%',
      cell: ({ category = '' }) => <Cut>{category}</Cut>,
    },
    { name: 'languages', header: t('column.languages'), width: '14%', cell: (row) => <Cut>{languages(row)}</Cut> },
    {
      name: 'updated',
      header: t('column.updated'),
      width: '11%',
      cell: ({ updatedAt, updatedBy }) => (
        <Tooltip label={[format.moment(updatedAt), updatedBy].filter(Boolean).join(' · ')}>
          <Text size="sm" component="time" dateTime={updatedAt}>
            {format.short(updatedAt)}
          </Text>
        </Tooltip>
      ),
    },
  ];
  return (
    <VirtualTable
      label={t('title')}
      columns={columns}
      rows={rows}
      idOf={({ id }) => id}
      more={more}
      isFetchingMore={isFetchingMore}
      rowHeight={60}
      cardHeight={104}
      height="calc(100dvh - 20rem)"
      card={(row) => (
        <Group wrap="nowrap" align="flex-start" gap="sm">
          {onChoose && box(row)}
          <Stack gap={4} miw={0} flex={1}>
            <Question row={row} />
            <Group gap={6}>
              <FaqBadges row={row} />
              <Text size="xs" c="dimmed">
                {[row.category, format.short(row.updatedAt)].filter(Boolean).join(' · ')}
              </Text>
            </Group>
          </Stack>
        </Group>
      )}
    />
  );
}

function Question({ row: { id, question, answerStart } }: { readonly row: Row }) {
  return (
    <Box miw={0}>
      <TextLink
        to="/faqs/$faqId"
        params={{ faqId: id }}
        size="sm"
        fw={600}
        truncate
        display="block"
        title={question}
        dir="auto"
      >
        {question}
      </TextLink>
      <Text size="xs" c="dimmed" truncate dir="auto">
        {answerStart}
      </Text>
    </Box>
  );
}

function Cut({ children }: { readonly children: string }) {
  return (
    <Text size="sm" truncate title={children} dir="auto">
      {children}
    </Text>
  );
}
