import type { Channel } from '@answerdesk/domain';

export interface WebchatOptions {
  readonly sessionKey?: string;
}

export function createWebchat(_options: WebchatOptions = {}): Channel {
  return { name: 'webchat' } as unknown as Channel;
}
