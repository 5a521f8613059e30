import type { ConversationId } from '@answerdesk/domain';
import { PRESENT_FOR_MS } from '@answerdesk/domain';
import { trpcClient } from '../../../trpc.ts';
import { isAtDesk } from './is-at-desk.ts';

const tabId = [...crypto.getRandomValues(new Uint8Array(12))]
  .map((byte) => byte.toString(16).padStart(2, '0'))
  .join('');
const TYPES_FOR_MS = 6_000;

let viewing: ConversationId | undefined;
let isTyping = false;
let stopTyping: ReturnType<typeof setTimeout> | undefined;

const ACTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focus', 'pageshow'] as const;

let actedAt = Date.now();
let hiddenAt: number | undefined;
/** Whether the server was told last that nobody sits here. */
let isIdle = false;

/**
 * Says that this tab is open, and whether its person does something in it or sees it, and goes on saying it; says when the tab
 * goes. Returns how to stop.
 */
export function beatPresence(): () => void {
  noteSeen();
  noteAct();
  beat();
  const timer = setInterval(beat, PRESENT_FOR_MS / 3);
  for (const act of ACTS) window.addEventListener(act, noteAct, { passive: true });
  document.addEventListener('visibilitychange', noteSeen);
  window.addEventListener('pagehide', leave);
  return () => {
    clearInterval(timer);
    for (const act of ACTS) window.removeEventListener(act, noteAct);
    document.removeEventListener('visibilitychange', noteSeen);
    window.removeEventListener('pagehide', leave);
    leave();
  };
}

function noteAct(event?: Event): void {
  actedAt = Date.now();
  if (isIdle || event?.type === 'pageshow') beat();
}

function noteSeen(): void {
  const isHidden = document.visibilityState === 'hidden';
  hiddenAt = isHidden ? (hiddenAt ?? Date.now()) : undefined;
  if (!isHidden) noteAct();
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

function beat(): void {
  isIdle = !isAtDesk({ actedAt, hiddenAt }, Date.now());
  // One that is lost is followed by the next.
  trpcClient.presence.beat.mutate({ tabId, isTyping, isIdle, ...(viewing && { viewing }) }).catch(() => undefined);
}
