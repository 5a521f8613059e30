import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '@answerdesk/testing';
import { type Known, pages, type Query } from './pages.ts';

/** Somebody with an open browser. */
export interface Person {
  readonly role: keyof typeof pages;
  readonly cookie: string;
}

export interface Answer {
  readonly page: string;
  readonly procedure: string;
  readonly status: number;
  readonly ms: number;
  readonly body: ReturnType<typeof JSON.parse>;
}

/** Questions that carry a whole FAQ or message, which browsers post. */
const posted: ReadonlySet<string> = new Set(['bench.ask', 'faqs.preview', 'faqs.similar']);

/** Asks a running product as a browser does. */
export async function ask(
  address: string,
  { cookie }: Pick<Person, 'cookie'>,
  query: Query,
): Promise<Omit<Answer, 'page'>> {
  const [procedure, input] = query;
  const url = `${address}/trpc/${procedure}`;
  const isPosted = posted.has(procedure);
  const body = JSON.stringify(input);
  const began = performance.now();
  const response = isPosted
    ? await fetch(url, {
        method: 'POST',
        headers: { cookie, origin: address, 'content-type': 'application/json' },
        body,
      })
    : await fetch(input === undefined ? url : `${url}?input=${encodeURIComponent(body)}`, { headers: { cookie } });
  const answer = await response.json();
  const ms = performance.now() - began;
  return { procedure, status: response.status, ms, body: answer.result?.data ?? answer.error };
}

/**
 * Has people open one page after another until told to stop, all in turn; each looks at a page for a second for every query it
 * made, so that each makes about one a second.
 */
export async function browse(
  address: string,
  people: readonly Person[],
  known: Known,
  options: { readonly untilMs: number; readonly chance: Chance; readonly turn: number },
): Promise<Answer[]> {
  const { untilMs, chance } = options;
  const answers: Answer[] = [];
  await Promise.all(
    people.map(async (person, index) => {
      const own = chance.fork(index);
      const all = Object.entries(pages[person.role]);
      const alike = people.filter(({ role }) => role === person.role);
      let turn = Math.floor(((alike.indexOf(person) + options.turn / 4) * all.length) / alike.length);
      await sleep(own.next() * 2_000);
      while (Date.now() < untilMs) {
        const [page, queriesOf] = all[turn % all.length] ?? [];
        turn += 1;
        if (page === undefined || !queriesOf) continue;
        const queries = queriesOf(known, own);
        const came = await Promise.all(queries.map((query) => ask(address, person, query)));
        answers.push(...came.map((answer) => ({ page, ...answer })));
        await sleep(Math.min(Math.max(0, untilMs - Date.now()), queries.length * 1_000 * (0.5 + own.next())));
      }
    }),
  );
  return answers;
}
