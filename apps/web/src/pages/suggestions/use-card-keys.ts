import { useHotkeys } from '@mantine/hooks';
import type { CardActions } from './suggestion-card.tsx';

/** J and K go through the cards; X, A, E and R do what a card's controls do, to the card that has the focus. */
export function useCardKeys(
  ids: readonly string[],
  keys: { readonly actionsOf: (id: string) => CardActions | undefined; readonly toggle: (id: string) => void },
): void {
  const focused = () => {
    const card = document.activeElement?.closest('li[id^=suggestion-]');
    return card?.id.slice('suggestion-'.length);
  };
  const go = (by: 1 | -1) => {
    const at = ids.indexOf(focused() ?? '');
    const next = ids[at < 0 ? (by === 1 ? 0 : ids.length - 1) : at + by];
    if (next !== undefined) document.getElementById(`suggestion-${next}`)?.focus();
  };
  const act = (verb: keyof CardActions) => {
    const id = focused();
    if (id !== undefined) keys.actionsOf(id)?.[verb]();
  };
  useHotkeys([
    ['J', () => go(1)],
    ['K', () => go(-1)],
    [
      'X',
      () => {
        const id = focused();
        if (id !== undefined) keys.toggle(id);
      },
    ],
    ['A', () => act('approve')],
    ['E', () => act('edit')],
    ['R', () => act('reject')],
  ]);
}
