import type { ConnectedAccount, HandOverOutcome } from '@answerdesk/domain';
import type { CallAs } from '../tencent-tokens.ts';
import { outcomeOfFailure } from './outcome.ts';
import { changeState, findState } from './service-state.ts';

const NOT_FROM_THIS_STATE = 95016;

/**
 * Gives a conversation to staff inside WeCom where the tenant chose so (`settings.handOver` is `wecom`): to the member in
 * `settings.handOverTo`, else into the queue. Who has it already keeps it.
 */
export async function handOverInWecom(
  { call, timeoutMs }: { readonly call: CallAs; readonly timeoutMs: number },
  account: ConnectedAccount,
  externalUserId: string,
): Promise<HandOverOutcome> {
  const { handOver, handOverTo } = account.settings;
  if (handOver !== 'wecom') return { kind: 'kept' };
  const signal = AbortSignal.timeout(timeoutMs);
  const servicer = typeof handOverTo === 'string' && handOverTo !== '' ? handOverTo : undefined;
  const to = servicer === undefined ? ({ state: 2 } as const) : ({ state: 3, servicer } as const);
  const result = await changeState(call, account, externalUserId, to, signal);
  if (result.kind === 'ok') return { kind: 'handed-over' };
  if (result.kind === 'said-no' && result.errcode === NOT_FROM_THIS_STATE) {
    const state = await findState(call, account, externalUserId, signal);
    if (state === 2 || state === 3) return { kind: 'handed-over' };
    if (state === 4) {
      return { kind: 'refused', reason: 'window-closed', detail: 'the conversation ended in WeCom' };
    }
  }
  return outcomeOfFailure(result);
}
