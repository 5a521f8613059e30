const MINUTE_MS = 60_000;
/** How long somebody who does nothing is taken to be reading. */
const READS_FOR_MS = 15 * MINUTE_MS;
/** Of a tab nobody sees less is believed. */
const HIDDEN_FOR_MS = 4 * MINUTE_MS;

/** Whether the person of a tab is taken to be there, by when they last did something in it or saw it. */
export function isAtDesk(
  { actedAt, hiddenAt }: { readonly actedAt: number; readonly hiddenAt: number | undefined },
  now: number,
): boolean {
  return now - actedAt < READS_FOR_MS && (hiddenAt === undefined || now - hiddenAt < HIDDEN_FOR_MS);
}
