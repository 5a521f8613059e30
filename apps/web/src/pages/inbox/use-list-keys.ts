import { useNavigate, useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import { useSentences } from '../../i18n.ts';
import type { InboxRow } from './inbox-row.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** j and k, or the arrows, go through the rows; Enter opens the one gone to. */
export function useListKeys(rows: readonly InboxRow[], scrollTo: (index: number) => void): void {
  const t = useSentences('inbox');
  const navigate = useNavigate();
  const { conversationId } = useParams({ strict: false });
  const at = useRef<string>(undefined);
  const indexOf = (id: string | undefined) => rows.findIndex((row) => row.id === id);
  const go = (by: 1 | -1) => {
    const focused = /^row-(.+)$/.exec(document.activeElement?.id ?? '')?.[1];
    const from = [focused, at.current, conversationId].map(indexOf).find((index) => index >= 0);
    const index = from === undefined ? (by === 1 ? 0 : rows.length - 1) : from + by;
    const row = rows[index];
    if (!row) return;
    at.current = row.id;
    scrollTo(index);
    // A row that was out of sight is drawn first.
    requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(`row-${row.id}`)?.focus()));
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
}
