import { type Channel, newId } from '@answerdesk/domain';
import type { WebchatMailbox } from './mailbox.ts';

const HUNG = Symbol('hung');

/** Puts parts into the visitor's mailbox; a hang ends after `timeoutMs`. */
export function createWebchatSender(
  mailbox: WebchatMailbox,
  timeoutMs: number,
): Required<Pick<Channel, 'send' | 'showTyping'>> {
  return {
    async send(account, target, part) {
      if (!/^[a-z0-9]{16,40}$/.test(target.chatKey)) {
        return { kind: 'refused', reason: 'chat-not-found', detail: 'not a visitor' };
      }
      const idempotencyKey = target.idempotencyKey ?? newId();
      try {
        const put = await within(timeoutMs, mailbox.put(account, { ...target, idempotencyKey }, part));
        if (put !== HUNG) return { kind: 'sent', platformMessageId: idempotencyKey };
        return { kind: 'retry', detail: 'the mailbox did not answer', mayHaveArrived: true };
      } catch {
        // A part that was kept all the same is known by its key the next time, so that nothing is doubled.
        return { kind: 'retry', detail: 'the mailbox could not keep it', mayHaveArrived: false };
      }
    },
    async showTyping(account, target) {
      try {
        await within(timeoutMs, mailbox.typing(account, target));
      } catch {
        // Best effort.
      }
    },
  };
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T | typeof HUNG> {
  const { promise, resolve } = Promise.withResolvers<typeof HUNG>();
  const timer = setTimeout(resolve, timeoutMs, HUNG);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
