import type { AccountHealth, ConnectedAccount } from '@answerdesk/domain';

/** The widget has no platform between: an account with its key is well. */
export function checkWebchat({ credentials }: ConnectedAccount): AccountHealth {
  const { origin = '', sessionKey = '' } = credentials;
  return origin === '' || sessionKey === '' ? { kind: 'credentials-refused' } : { kind: 'healthy', pending: 0 };
}
