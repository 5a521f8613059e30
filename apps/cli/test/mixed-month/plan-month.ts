import { type Chance, readList, type SmallTalk, type SmallTalkRow } from '@answerdesk/testing';
import type { Shop } from './read-shop.ts';
import { roughen } from './roughen.ts';

/** One thing that a customer comes to say. */
export type Said =
  /** `again` is the same question in other words; `plain` is the question without what anger adds to it. */
  | {
      readonly kind: 'standard';
      readonly text: string;
      readonly plain: string;
      readonly again: string;
      readonly answer: string;
      readonly isAngry: boolean;
    }
  | { readonly kind: 'stranger' | 'follow-up' | 'rant' | 'wish'; readonly text: string }
  | ({ readonly kind: 'small-talk' } & SmallTalkRow);

/** One conversation as a customer means it to go; what is said beside it depends on the replies. */
export interface Visit {
  readonly at: Date;
  /** From 0. */
  readonly day: number;
  readonly said: readonly Said[];
  readonly thanks: SmallTalkRow;
  readonly notHelped: string;
  readonly wish: string;
  /** What is typed to a question back that one word answers. */
  readonly yes: string;
  readonly no: string;
}

export const DAYS = 30;
const FIRST_DAY = Date.UTC(2026, 8, 7);
/** How busy the days of a shop's week are, from Monday on, and the hours of a day from eight on. */
const busyDays = [1.3, 1.1, 1, 1, 1.1, 0.9, 0.5];
const busyHours = [1, 2, 3, 3, 2, 2, 2, 2, 2, 3, 3, 3, 2, 1];
const HOUR_MS = 3_600_000;
const OPENS_AT = 8;

/** What brings customers, and how many of a hundred. */
const reasons = [
  ['standard', 68],
  ['stranger', 12],
  ['anger', 6],
  ['small-talk', 8],
  ['wish', 6],
] as const;
const SAYS_HELLO = 0.15;
const ASKS_MORE = 0.2;
const ASKS_MORE_OUT_OF_SCOPE = 0.1;
const GOES_ON = 0.05;
const ANGRY_WITH_QUESTION = 0.5;

const goingOn = [
  'why?',
  'are you sure?',
  'can you explain that',
  'what do you mean',
  'and then?',
  'is that always so?',
];
const leadIns = ['and ', 'one more thing: ', 'ok. ', 'also, ', 'great, and '];

/** A shop's month of conversations, by day and hour; the same chance plans the same month. Texts of questions never repeat. */
export function planMonth(shop: Shop, conversations: number, chance: Chance): Visit[] {
  const desk = openTexts(shop, chance.fork(1));
  const visits = Array.from({ length: conversations }, (_, index): Visit => {
    const own = chance.fork(index + 2);
    const day = pick(
      own,
      Array.from({ length: DAYS }, (__, each) => busyDays[each % 7] ?? 1),
    );
    const hour = OPENS_AT + pick(own, busyHours) + own.next();
    const at = new Date(FIRST_DAY + (day * 24 + hour) * HOUR_MS);
    const said = desk.plan(own);
    const { thanks, notHelped, wish, yes, no } = desk;
    return { at, day, said, thanks: thanks(), notHelped: notHelped(), wish: wish(), yes: yes(), no: no() };
  });
  return visits.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function openTexts(shop: Shop, chance: Chance) {
  const english = <Row extends { readonly language: string }>(rows: readonly Row[]) =>
    rows.filter(({ language }) => language === 'en');
  const smallTalk = english(readList('small-talk'));
  const ofIntent = (...intents: SmallTalk[]) => smallTalk.filter(({ intent }) => intents.includes(intent));
  const deal = <T>(values: readonly T[]) => dealer(values, chance);
  const hello = deal(ofIntent('hello'));
  const alone = deal(ofIntent('hello', 'thanks', 'goodbye'));
  const thanks = deal(ofIntent('thanks', 'goodbye'));
  const notHelped = deal(ofIntent('not-helped'));
  const wish = deal([...english(readList('person')), ...english(readList('person-second'))]);
  const anger = deal(english(readList('emotion')).filter(({ emotion }) => emotion === 'anger'));
  const yes = dealer(ofIntent('yes'), chance.fork(1));
  const no = dealer(ofIntent('no'), chance.fork(2));
  const stranger = deal(shop.strangers);
  const more = deal(goingOn);
  const leadIn = deal(leadIns);
  // Some FAQs are asked far more often than others: the k-th in this order about 1/√k as often as the first.
  const ranked = chance.shuffled([...shop.asked]).map(([answer, texts]) => ({ answer, texts: [...texts] }));
  const weights = ranked.map((_, rank) => 1 / Math.sqrt(rank + 1));

  function standard(own: Chance, before = ''): Extract<Said, { kind: 'standard' }> {
    const left = weights.map((weight, rank) => ((ranked[rank]?.texts.length ?? 0) > 1 ? weight : 0));
    const faq = ranked[pick(own, left)];
    const [text, again] = [faq?.texts.pop(), faq?.texts.pop()];
    if (!faq || text === undefined || again === undefined) throw new Error('The month has more questions than the set');
    const plain = `${before}${roughen(text, own)}`;
    return { kind: 'standard', text: plain, plain, again: roughen(again, own), answer: faq.answer, isAngry: false };
  }

  function plan(own: Chance): Said[] {
    const reason =
      reasons[
        pick(
          own,
          reasons.map(([, weight]) => weight),
        )
      ]?.[0];
    const opening: Said[] = own.hits(SAYS_HELLO) ? [{ kind: 'small-talk', ...hello() }] : [];
    switch (reason) {
      case 'small-talk':
        return [{ kind: 'small-talk', ...alone() }];
      case 'wish':
        return [...opening, { kind: 'wish', text: wish().text }];
      case 'stranger':
        return [...opening, { kind: 'stranger', text: roughen(stranger(), own) }];
      case 'anger': {
        const { text } = anger();
        if (!own.hits(ANGRY_WITH_QUESTION)) return [{ kind: 'rant', text }];
        const asked = standard(own);
        const both = own.hits(0.5) ? `${text} ${asked.text}` : `${asked.text}? ${text}`;
        return [{ ...asked, text: both, isAngry: true }];
      }
      default: {
        const said: Said[] = [...opening, standard(own)];
        if (own.hits(GOES_ON)) said.push({ kind: 'follow-up', text: more() });
        if (!own.hits(ASKS_MORE)) return said;
        if (own.hits(ASKS_MORE_OUT_OF_SCOPE)) return [...said, { kind: 'stranger', text: roughen(stranger(), own) }];
        return [...said, standard(own, own.hits(0.4) ? leadIn() : '')];
      }
    }
  }
  return {
    ...{ plan, thanks, notHelped: () => notHelped().text, wish: () => wish().text },
    ...{ yes: () => yes().text, no: () => no().text },
  };
}

/** A place among weights, as likely as its weight. */
function pick(chance: Chance, weights: readonly number[]): number {
  let at = chance.next() * weights.reduce((sum, weight) => sum + weight, 0);
  const place = weights.findIndex((weight) => {
    at -= weight;
    return at < 0;
  });
  return place === -1 ? weights.length - 1 : place;
}

/** Deals values in an order of chance, and begins anew once all were dealt. */
function dealer<T>(values: readonly T[], chance: Chance): () => T {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = chance.shuffled(values);
    const value = left.pop();
    if (value === undefined) throw new Error('There is nothing to deal');
    return value;
  };
}
