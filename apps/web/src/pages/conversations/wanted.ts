import { channelNameSchema, conversationIdSchema, handledAsSchema, localeSchema } from '@answerdesk/domain';
import type { trpcClient } from '../../trpc.ts';

export type Page = Awaited<ReturnType<typeof trpcClient.conversations.list.query>>;
export type Listed = Page['items'][number];
export type Transcript = Awaited<ReturnType<typeof trpcClient.conversations.read.query>>;
export type Entry = Transcript['entries'][number];

/** What of the list is shown, as the address says it, so that it can be kept and sent to somebody. */
export interface Wanted {
  readonly search?: string;
  readonly waiting?: true;
  readonly channel?: Listed['channel'];
  readonly language?: string;
  readonly outcome?: NonNullable<Listed['outcome']>;
}

/** Reads the address; what it says wrongly is left out. */
export function readWanted(given: Record<string, unknown>): Wanted {
  const search = typeof given['search'] === 'string' ? given['search'].slice(0, 100) : '';
  const channel = channelNameSchema.safeParse(given['channel']);
  const language = localeSchema.safeParse(given['language']);
  const outcome = handledAsSchema.safeParse(given['outcome']);
  return {
    ...(search !== '' && { search }),
    ...(given['waiting'] === true && { waiting: true }),
    ...(channel.success && { channel: channel.data }),
    ...(language.success && { language: language.data }),
    ...(outcome.success && { outcome: outcome.data }),
  };
}

export function isFiltered(wanted: Wanted): boolean {
  return Object.keys(wanted).length > 0;
}

/** The same in the words of the server. */
export function asked({ waiting, ...rest }: Wanted) {
  return { ...rest, ...(waiting && { isWaiting: true }) };
}

/** The id in an address; undefined when it can be none. */
export function readId(text: string) {
  return conversationIdSchema.safeParse(text).data;
}
