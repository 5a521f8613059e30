import { Box, Loader, Table, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { useSentences } from '../i18n.ts';
import classes from './virtual-table.module.css';

export interface Column<Row> {
  readonly name: string;
  readonly header: ReactNode;
  /** As CSS says it: `30%`, `9rem`. Columns without share what is left. */
  readonly width?: string;
  cell(row: Row): ReactNode;
}

/**
 * A table that draws only the rows in sight, so that 10,000 are as quick as ten. On a phone each row is drawn by `card`.
 * `more` is called when the end comes into sight and there is more to fetch.
 */
export function VirtualTable<Row>({
  label,
  columns,
  rows,
  idOf,
  card,
  rowHeight = 52,
  cardHeight = 96,
  height = 'calc(100dvh - 15rem)',
  more,
  isFetchingMore = false,
}: {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  readonly card: (row: Row) => ReactNode;
  readonly rowHeight?: number;
  readonly cardHeight?: number;
  readonly height?: string;
  readonly more?: (() => unknown) | undefined;
  readonly isFetchingMore?: boolean;
}) {
  const t = useSentences('shell');
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const frame = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => (isPhone ? cardHeight : rowHeight),
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : idOf(row);
    },
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && !isFetchingMore && last >= rows.length - 10) more();
  }, [more, isFetchingMore, last, rows.length]);
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const span = isPhone ? 1 : columns.length;
  return (
    <Box ref={frame} className={classes['frame']} mah={height} tabIndex={0} role="region" aria-label={label}>
      <Table stickyHeader layout="fixed" aria-rowcount={rows.length + 1} aria-label={label}>
        <Table.Thead className={isPhone ? classes['unseen'] : classes['head']}>
          <Table.Tr aria-rowindex={1}>
            {isPhone ? (
              <Table.Th>{label}</Table.Th>
            ) : (
              columns.map(({ name, header, width }) => (
                <Table.Th key={name} {...(width !== undefined && { w: width })}>
                  {header}
                </Table.Th>
              ))
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {before > 0 && <Spacer height={before} span={span} />}
          {items.map(({ index, key }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <Table.Tr key={String(key)} ref={virtualizer.measureElement} data-index={index} aria-rowindex={index + 2}>
                {isPhone ? (
                  <Table.Td>{card(row)}</Table.Td>
                ) : (
                  columns.map(({ name, cell }) => <Table.Td key={name}>{cell(row)}</Table.Td>)
                )}
              </Table.Tr>
            );
          })}
          {after > 0 && <Spacer height={after} span={span} />}
        </Table.Tbody>
      </Table>
      {isFetchingMore && (
        <Box ta="center" p="sm" role="status">
          <Loader size="sm" aria-hidden />
          <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
        </Box>
      )}
    </Box>
  );
}

function Spacer({ height, span }: { readonly height: number; readonly span: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={span} style={{ padding: 0, border: 0 }} />
    </tr>
  );
}
