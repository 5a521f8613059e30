/** How long and how often a platform lets an account write to a customer, by what the customer did last. */
export interface WindowRule {
  readonly message: { readonly forMs: number; readonly messages: number };
  /** After what is no message: following, a menu, a scan. */
  readonly event?: { readonly forMs: number; readonly messages: number };
}

/** The last of a window's messages are kept for people while something waits for one. */
export const KEPT_FOR_PEOPLE = 2;

/** Something a customer did that opened a window, and how many messages were sent since. */
export interface WindowOpening {
  readonly kind: keyof WindowRule;
  readonly at: Date;
  readonly sentSince: number;
}

/** What may still be sent to a customer. `remaining` is 0 once it is used up; `expiresAt` may be over. */
export interface MessageWindow {
  readonly remaining: number;
  readonly limit: number;
  readonly expiresAt: Date;
  readonly isOpen: boolean;
}

/** The window in force: of those open the one that allows most, else the one that closed last; undefined when none ever was. */
export function windowAt(rule: WindowRule, openings: readonly WindowOpening[], now: Date): MessageWindow | undefined {
  const windows = openings.flatMap(({ kind, at, sentSince }): MessageWindow[] => {
    const allowed = rule[kind];
    if (!allowed) return [];
    const expiresAt = new Date(at.getTime() + allowed.forMs);
    const remaining = Math.max(0, allowed.messages - sentSince);
    return [{ remaining, limit: allowed.messages, expiresAt, isOpen: expiresAt > now }];
  });
  const [best] = windows.toSorted(
    (a, b) =>
      Number(b.isOpen) - Number(a.isOpen) ||
      (a.isOpen ? b.remaining - a.remaining : 0) ||
      b.expiresAt.getTime() - a.expiresAt.getTime(),
  );
  return best;
}
