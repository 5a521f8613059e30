import { replyIdOf } from '@answerdesk/conversations';
import { type TakeAnswerDeps, takeAnswer } from '@answerdesk/delivery';
import type {
  AccountId,
  Channel,
  ConnectedAccount,
  StoredInboundMessage,
  TenantId,
  WebhookReply,
  WebhookRequest,
} from '@answerdesk/domain';

/** A platform that waits 5 s for its answer must have it by now, with the way back. */
const ANSWER_WITHIN_MS = 4_500;
/** By now it has hung up, and calls again. */
const HUNG_UP_AFTER_MS = 5_600;
const LOOK_EVERY_MS = 60;
/** It calls three times, 5 s apart; what comes this late after the first is the last, whichever process had the others. */
const LAST_CALL_AFTER_MS = 8_500;

export interface AnswerInCallDeps extends TakeAnswerDeps {
  readonly findMessage: (
    tenantId: TenantId,
    accountId: AccountId,
    dedupeKey: string,
  ) => Promise<StoredInboundMessage | undefined>;
  readonly pause: (ms: number) => Promise<unknown>;
}

/** Answers customers in their own calls, for accounts that may not write by themselves. */
export type AnswerInCall = (
  channel: Pick<Channel, 'answerInCall'>,
  request: WebhookRequest,
  account: ConnectedAccount,
  message: StoredInboundMessage,
) => Promise<WebhookReply | undefined>;

/**
 * Makes the waiting for an answer within a call. While there is none, the call is held until the platform hangs up and
 * tries again; at its last try, and where there will be no answer, it gets nothing to show, and at once.
 */
export function createAnswerInCall(deps: AnswerInCallDeps): AnswerInCall {
  return async (channel, request, account, message) => {
    const { answerInCall } = channel;
    if (!answerInCall) return undefined;
    const startedMs = deps.now().getTime();
    const isLastCall = startedMs - message.createdAt.getTime() > LAST_CALL_AFTER_MS;
    const passedMs = () => deps.now().getTime() - startedMs;
    const saidIn = `call:${message.inbound.dedupeKey}`;
    while (passedMs() < ANSWER_WITHIN_MS) {
      const isDealtWith = await hasBeenDealtWith(deps, message);
      const taken = await takeAnswer(deps, account, message.tenantId, replyIdOf(message), saidIn);
      if (taken.kind === 'answer') return answerInCall(request, account, taken.parts);
      // Looked at before the answer was: what is dealt with by now has had its answer queued, or has none.
      if (taken.kind === 'none' || (isDealtWith && !(await isQueued(deps, message)))) return undefined;
      await deps.pause(LOOK_EVERY_MS);
    }
    if (!isLastCall) await deps.pause(Math.max(0, HUNG_UP_AFTER_MS - passedMs()));
    return undefined;
  };
}

async function hasBeenDealtWith(
  { findMessage }: Pick<AnswerInCallDeps, 'findMessage'>,
  { tenantId, accountId, inbound }: StoredInboundMessage,
): Promise<boolean> {
  return (await findMessage(tenantId, accountId, inbound.dedupeKey))?.handledAs !== undefined;
}

async function isQueued(
  { findItem }: Pick<AnswerInCallDeps, 'findItem'>,
  message: StoredInboundMessage,
): Promise<boolean> {
  return (await findItem(message.tenantId, replyIdOf(message))) !== undefined;
}
