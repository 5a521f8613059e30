import { channels } from '../../components/channel-names.ts';
import type { trpcClient } from '../../trpc.ts';

export type Page = Awaited<ReturnType<typeof trpcClient.conversations.list.query>>;
export type Listed = Page['items'][number];

/** What of the list is shown, as the address says it, so that it can be kept and sent to somebody. */
export interface Wanted {
  readonly search?: string;
  readonly waiting?: true;
  readonly channel?: Listed['channel'];
  readonly language?: string;
  readonly outcome?: NonNullable<Listed['outcome']>;
}

// Read without schemas, whose code would be fetched with the first page whatever that is.
export const outcomes: readonly NonNullable<Listed['outcome']>[] = [
  'answered',
  'clarify',
  'handover',
  'greeted',
  'small-talk',
  'attachment-noted',
  'choice-expired',
  'rated',
  'drafted',
  'left-to-agent',
  'noted',
];

/** Reads the address; what it says wrongly is left out. */
export function readWanted(given: Record<string, unknown>): Wanted {
  const search = typeof given['search'] === 'string' ? given['search'].slice(0, 100) : '';
  const channel = channels.find((one) => one === given['channel']);
  const language = typeof given['language'] === 'string' && /^[a-z]{2,3}$/.test(given['language']) && given['language'];
  const outcome = outcomes.find((one) => one === given['outcome']);
  return {
    ...(search !== '' && { search }),
    ...(given['waiting'] === true && { waiting: true }),
    ...(channel && { channel }),
    ...(language && { language }),
    ...(outcome && { outcome }),
  };
}

export function isFiltered(wanted: Wanted): boolean {
  return Object.keys(wanted).length > 0;
}

/** The same in the words of the server. */
export function asked({ waiting, ...rest }: Wanted) {
  return { ...rest, ...(waiting && { isWaiting: true }) };
}
