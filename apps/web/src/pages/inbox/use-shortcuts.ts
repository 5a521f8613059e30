import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A key that does something while the inbox is open. */
export interface Shortcut {
  /** As the keyboard's event names it: `j`, `Enter`, `ArrowDown`, `?`. One may stand for several. */
  readonly keys: readonly string[];
  /** What it does, in the person's language, for the help. */
  readonly label: string;
  readonly group: 'list' | 'conversation';
  run(): void;
}

type Bound = { readonly current: readonly Shortcut[] };

let bound: readonly Bound[] = [];
const watchers = new Set<() => void>();

/**
 * Binds keys while the component is there, and shows them in the help (`?`). Nothing is done while somebody types, has a
 * dialog or a menu open, or holds Ctrl, Alt or ⌘. What was bound last comes first.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const newest = useRef(shortcuts);
  newest.current = shortcuts;
  useEffect(() => {
    bound = [newest, ...bound];
    if (bound.length === 1) document.addEventListener('keydown', act);
    tell();
    return () => {
      bound = bound.filter((each) => each !== newest);
      if (bound.length === 0) document.removeEventListener('keydown', act);
      tell();
    };
  }, []);
}

/** Everything that is bound now, in the order it was bound. */
export function useBoundShortcuts(): readonly Shortcut[] {
  const now = useSyncExternalStore(watch, () => bound);
  return [...now].reverse().flatMap(({ current }) => current);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function tell(): void {
  for (const watcher of watchers) watcher();
}

function act(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (isBusy(event)) return;
  for (const { current } of bound) {
    const shortcut = current.find(({ keys }) => keys.includes(event.key));
    if (!shortcut) continue;
    event.preventDefault();
    shortcut.run();
    return;
  }
}

/** Whether the key is somebody else's: of a field that is typed in, a control that has it focused, or what lies over the page. */
function isBusy({ target, key }: KeyboardEvent): boolean {
  if (document.querySelector('[role=dialog], [role=menu], [role=listbox]:not([hidden])')) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('input:not([type=checkbox], [type=radio]), textarea, select'))
    return true;
  return key === 'Enter' && target.closest('a, button, [role=button]') !== null;
}
