const FORGOTTEN_AFTER_MS = 10_000;
const acts = new Map<string, number>();

/** Notes that this person just did something to a conversation, so that they are not told of what comes of it. */
export function noteOwnAct(conversationId: string): void {
  const now = Date.now();
  for (const [id, at] of acts) if (now - at > FORGOTTEN_AFTER_MS) acts.delete(id);
  acts.set(conversationId, now);
}

export function isOwnAct(conversationId: string): boolean {
  return Date.now() - (acts.get(conversationId) ?? 0) < FORGOTTEN_AFTER_MS;
}
