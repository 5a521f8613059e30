import type { ConnectedAccount, RenderedPart, SendTarget } from '@answerdesk/domain';

/**
 * Where what is sent to visitors is kept until and after their browsers fetch it. `put` keeps a part once for each
 * `target.idempotencyKey` and resolves when it is kept for good; both reject when the mailbox cannot be reached.
 */
export interface WebchatMailbox {
  put(
    account: ConnectedAccount,
    target: SendTarget & { readonly idempotencyKey: string },
    part: RenderedPart,
  ): Promise<'put' | 'known'>;
  /** Lets a visitor see for a few seconds that an answer is being made. */
  typing(account: ConnectedAccount, target: SendTarget): Promise<void>;
}

/** A mailbox that this process alone knows and forgets: for commands that deliver nothing. */
export function createMemoryMailbox(): WebchatMailbox {
  const known = new Set<string>();
  return {
    async put(account, { idempotencyKey }) {
      const key = `${account.id}/${idempotencyKey}`;
      if (known.has(key)) return 'known';
      known.add(key);
      return 'put';
    },
    async typing() {},
  };
}
