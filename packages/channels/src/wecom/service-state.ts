import type { ConnectedAccount } from '@answerdesk/domain';
import type { AuthorisedResult, CallAs } from '../tencent-tokens.ts';

/** 0 new, 1 with the bot, 2 waiting for staff, 3 with staff, 4 ended or not begun. */
export type ServiceState = 0 | 1 | 2 | 3 | 4;

const STATES: readonly ServiceState[] = [0, 1, 2, 3, 4];

/** Asks in whose hands a conversation is; undefined when the platform does not say. */
export async function findState(
  call: CallAs,
  account: ConnectedAccount,
  externalUserId: string,
  signal: AbortSignal,
): Promise<ServiceState | undefined> {
  const body = partiesOf(account, externalUserId);
  const result = await call(account, { path: '/cgi-bin/kf/service_state/get', body, signal });
  return result.kind === 'ok' ? STATES.find((state) => state === result.answer['service_state']) : undefined;
}

/**
 * Puts a conversation into other hands. From 0 all are open, from 1 those above, from 2 and 3 only 3 and 4, from 4 none.
 * Source: developer.work.weixin.qq.com, document/path/94669.
 */
export function changeState(
  call: CallAs,
  account: ConnectedAccount,
  externalUserId: string,
  to: { readonly state: 1 | 2 } | { readonly state: 3; readonly servicer: string },
  signal: AbortSignal,
): Promise<AuthorisedResult> {
  return call(account, {
    path: '/cgi-bin/kf/service_state/trans',
    body: {
      ...partiesOf(account, externalUserId),
      service_state: to.state,
      ...(to.state === 3 && { servicer_userid: to.servicer }),
    },
    signal,
  });
}

function partiesOf({ credentials }: ConnectedAccount, externalUserId: string) {
  return { open_kfid: credentials['openKfid'] ?? '', external_userid: externalUserId };
}
