import type { ConversationId } from '@answerdesk/domain';
import { PRESENT_FOR_MS } from '@answerdesk/domain';
import { trpcClient } from '../../../trpc.ts';

const tabId = [...crypto.getRandomValues(new Uint8Array(12))]
  .map((byte) => byte.toString(16).padStart(2, '0'))
  .join('');
const TYPES_FOR_MS = 6_000;

let viewing: ConversationId | undefined;
let isTyping = false;
let stopTyping: ReturnType<typeof setTimeout> | undefined;

/** Says that this tab's person is there, and goes on saying it. Returns how to stop. */
export function beatPresence(): () => void {
  beat();
  const timer = setInterval(beat, PRESENT_FOR_MS / 3);
  return () => clearInterval(timer);
}

/** Which conversation is open in this tab; undefined is none. */
export function setViewing(conversationId: ConversationId | undefined): void {
  if (viewing === conversationId) return;
  viewing = conversationId;
  isTyping = false;
  clearTimeout(stopTyping);
  beat();
}

/** Called at each key in a composer: colleagues see that somebody types until some seconds after the last. */
export function noteTyping(): void {
  clearTimeout(stopTyping);
  stopTyping = setTimeout(() => {
    isTyping = false;
    beat();
  }, TYPES_FOR_MS);
  if (isTyping) return;
  isTyping = true;
  beat();
}

function beat(): void {
  // One that is lost is followed by the next.
  trpcClient.presence.beat.mutate({ tabId, isTyping, ...(viewing && { viewing }) }).catch(() => undefined);
}
