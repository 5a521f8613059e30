import type { ConversationId } from '@answerdesk/domain';
import { IDLE_AFTER_MS, PRESENT_FOR_MS } from '@answerdesk/domain';
import { trpcClient } from '../../../trpc.ts';

const tabId = [...crypto.getRandomValues(new Uint8Array(12))]
  .map((byte) => byte.toString(16).padStart(2, '0'))
  .join('');
const TYPES_FOR_MS = 6_000;

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

let lastActiveAt = Date.now();
let viewing: ConversationId | undefined;
let isTyping = false;
let stopTyping: ReturnType<typeof setTimeout> | undefined;

/**
 * Says that this tab is open, and whether somebody sits at it, and goes on saying it; says when the tab goes. Returns how to
 * stop.
 */
export function beatPresence(): () => void {
  lastActiveAt = Date.now();
  beat();
  const timer = setInterval(beat, PRESENT_FOR_MS / 3);
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', beat);
  for (const sign of signs) window.addEventListener(sign, noteActive, { passive: true, capture: true });
  document.addEventListener('visibilitychange', noteLooked);
  return () => {
    clearInterval(timer);
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('pageshow', beat);
    for (const sign of signs) window.removeEventListener(sign, noteActive, { capture: true });
    document.removeEventListener('visibilitychange', noteLooked);
    leave();
  };
}

function leave(): void {
  const init = { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' } };
  // A page that goes does not wait for what it asks through the batch.
  fetch('/trpc/presence.beat', { ...init, body: JSON.stringify({ tabId, isLeaving: true }) }).catch(() => undefined);
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

function noteActive(): void {
  const wasIdle = isIdle();
  lastActiveAt = Date.now();
  if (wasIdle) beat();
}

function noteLooked(): void {
  if (document.visibilityState === 'visible') noteActive();
}

function isIdle(): boolean {
  return Date.now() - lastActiveAt > IDLE_AFTER_MS;
}

function beat(): void {
  // One that is lost is followed by the next.
  trpcClient.presence.beat
    .mutate({ tabId, isTyping, isIdle: isIdle(), ...(viewing && { viewing }) })
    .catch(() => undefined);
}
