import type { ChannelName } from '@answerdesk/domain';

/** A customer on one channel. */
export interface SpeakingCustomer {
  /** Resolves when the platform has handed the message over for good, however often it took. */
  say(text: string): Promise<void>;
  /** What arrived, as the customer reads it, oldest first. */
  heard(): readonly string[] | Promise<readonly string[]>;
}

/** One channel's platform on this machine, with as many customers as are wanted. */
export interface Speaker {
  readonly channel: ChannelName;
  /** Settings that point the product at the platform. */
  readonly environment: Readonly<Record<string, string>>;
  readonly credentials: Readonly<Record<string, string>>;
  /** Whether the platform itself takes a message that is sent again for the same one. */
  readonly knowsRepeats: boolean;
  customer(
    account: { readonly id: string; readonly webhookUrl: string; readonly secret: string },
    index: number,
  ): Promise<SpeakingCustomer>;
  stop(): Promise<void>;
}
