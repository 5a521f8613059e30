import { flushSync } from 'react-dom';

/**
 * Changes what stands in a field by `write`, which sets state, and puts the caret from where one goes on, or a selection. At
 * once: whatever is typed before the next frame would else stand before the caret.
 */
export function writeInto(
  field: HTMLTextAreaElement | null,
  write: () => void,
  { from, to = from }: { readonly from: number; readonly to?: number },
): void {
  flushSync(write);
  field?.focus();
  field?.setSelectionRange(from, to);
}
