import type { Channel } from '@answerdesk/domain';

export interface TeamsOptions {
  /** Where the Bot Framework's keys are told; the real one unless told. */
  readonly openIdMetadataUrl?: string;
  /** Where access tokens are asked for; the real one unless told. */
  readonly loginUrl?: string;
  /** The only addresses that messages are ever sent to; Microsoft's own unless told. */
  readonly serviceUrls?: readonly string[];
  /** How long a call may take before it counts as never answered; 10 s unless told. */
  readonly sendTimeoutMs?: number;
}

export function createTeams(_options: TeamsOptions = {}): Channel {
  return { name: 'teams' } as unknown as Channel;
}
