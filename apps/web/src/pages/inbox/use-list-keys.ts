import { useNavigate, useParams } from '@tanstack/react-router';
import { type FocusEvent, useEffect, useRef } from 'react';
import { useSentences } from '../../i18n.ts';
import type { InboxRow } from './inbox-row.ts';
import { useShortcuts } from './use-shortcuts.ts';

/**
 * j and k, or the arrows, go through the rows; Enter opens the one gone to. Returns what the list is to do when something in
 * it gets the focus.
 */
export function useListKeys(
  rows: readonly InboxRow[],
  scrollTo: (index: number) => void,
): (event: FocusEvent<HTMLElement>) => void {
  const t = useSentences('inbox');
  const navigate = useNavigate();
  const { conversationId } = useParams({ strict: false });
  /** The row a key went to last, or the one focused or opened since. */
  const at = useRef<string>(undefined);
  useEffect(() => {
    if (conversationId !== undefined) at.current = conversationId;
  }, [conversationId]);
  const indexOf = (id: string | undefined) => rows.findIndex((row) => row.id === id);
  const go = (by: 1 | -1) => {
    const from = [at.current, conversationId].map(indexOf).find((index) => index >= 0);
    const index = from === undefined ? (by === 1 ? 0 : rows.length - 1) : from + by;
    const row = rows[index];
    if (!row) return;
    at.current = row.id;
    scrollTo(index);
    // At once, so that a quick Enter is the new row's; one that was out of sight is drawn first.
    if (focusRow(row.id)) return;
    requestAnimationFrame(() => requestAnimationFrame(() => at.current === row.id && focusRow(row.id)));
  };
  const open = () => {
    const row = rows[indexOf(at.current)];
    if (row) void navigate({ to: '/inbox/$conversationId', params: { conversationId: row.id }, search: true });
  };
  useShortcuts([
    { keys: ['j', 'ArrowDown'], label: t('shortcuts.next'), group: 'list', run: () => go(1) },
    { keys: ['k', 'ArrowUp'], label: t('shortcuts.previous'), group: 'list', run: () => go(-1) },
    { keys: ['Enter'], label: t('shortcuts.open'), group: 'list', run: open },
  ]);
  return ({ target }) => {
    const focused = /^row-(.+)$/.exec(target.id)?.[1];
    if (focused !== undefined) at.current = focused;
  };
}

function focusRow(id: string): boolean {
  const row = document.getElementById(`row-${id}`);
  row?.focus();
  return row !== null;
}
