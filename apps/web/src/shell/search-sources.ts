import type { Permission } from '@answerdesk/domain';
import type { ScreenSentence } from '@answerdesk/locales';
import { type Icon, IconInbox, IconMessageQuestion, IconUser } from '@tabler/icons-react';
import { trpcClient } from '../trpc.ts';

/** Something of an area's that ⌘K finds. */
export interface SearchSource {
  readonly name: string;
  /** The heading over its hits. */
  readonly label: ScreenSentence<'shell'>;
  readonly icon: Icon;
  readonly permission: Permission;
  /** At most a handful, the best first; `href` is a path of ours. */
  find(query: string): Promise<readonly { id: string; title: string; detail?: string; href: string }[]>;
}

/** An area joins the search with an entry here. */
export const searchSources: readonly SearchSource[] = [
  {
    name: 'inbox',
    label: 'nav.inbox',
    icon: IconInbox,
    permission: 'conversation.read',
    async find(query) {
      const { items } = await trpcClient.queues.list.query({ queue: 'all', search: query.slice(0, 100), limit: 5 });
      return items.map(({ id, contactName, lastExchange }) => ({
        id,
        title: contactName ?? lastExchange?.asked ?? id,
        ...(lastExchange && { detail: lastExchange.asked }),
        href: `/inbox/${id}?queue=all`,
      }));
    },
  },
  {
    name: 'people',
    label: 'nav.people',
    icon: IconUser,
    permission: 'conversation.read',
    async find(query) {
      const found = await trpcClient.people.find.query({ search: query.slice(0, 200) });
      return found.slice(0, 5).map(({ contactId, name, handle, account, email }) => ({
        id: contactId,
        title: name ?? handle,
        detail: [account, email].filter(Boolean).join(' · '),
        href: `/people/${contactId}`,
      }));
    },
  },
  {
    name: 'faqs',
    label: 'nav.faqs',
    icon: IconMessageQuestion,
    permission: 'faq.read',
    async find(query) {
      const { items } = await trpcClient.faqs.list.query({ search: query.slice(0, 200), limit: 5 });
      return items.map(({ id, question, answerStart }) => ({
        id,
        title: question,
        detail: answerStart,
        href: `/faqs/${id}`,
      }));
    },
  },
];
