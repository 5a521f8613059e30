import { Box } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import classes from './inbox.module.css';
import type { InboxRow } from './inbox-row.ts';
import { useCompany, useStaffName } from './live/use-colleagues.ts';
import { QueueRow, ROW_HEIGHT } from './queue-row.tsx';
import { useIsUnread } from './seen.ts';
import { useListKeys } from './use-list-keys.ts';
import { useNow } from './use-now.ts';

/** The rows of a queue; only those in sight are drawn, and the next are fetched when its end comes near. */
export function QueueList({
  rows,
  label,
  more,
  isOld,
}: {
  readonly rows: readonly InboxRow[];
  readonly label: string;
  readonly more: (() => unknown) | undefined;
  /** Whether changes may not have been heard of. */
  readonly isOld: boolean;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const now = useNow();
  const nameOf = useStaffName();
  const company = useCompany();
  const isUnread = useIsUnread();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && rows.length > 0 && last >= rows.length - 10) more();
  }, [more, last, rows.length]);
  const noteFocus = useListKeys(rows, (index) => virtualizer.scrollToIndex(index, { align: 'auto' }));
  return (
    <Box
      ref={frame}
      className={classes['list']}
      component="section"
      aria-label={label}
      aria-busy={isOld || undefined}
      data-old={isOld || undefined}
      tabIndex={0}
      onFocus={noteFocus}
    >
      <ul className={classes['rows']} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <li
              key={String(key)}
              className={classes['place']}
              style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
              aria-setsize={more ? -1 : rows.length}
              aria-posinset={index + 1}
            >
              <QueueRow
                row={row}
                isUnread={isUnread(row)}
                company={company.get(row.id) ?? []}
                nameOf={nameOf}
                now={now}
              />
            </li>
          );
        })}
      </ul>
    </Box>
  );
}
