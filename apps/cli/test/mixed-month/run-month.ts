import { isFollowUpByForm } from '@answerdesk/answers';
import type { Thresholds } from '@answerdesk/domain';
import type { Chance } from '@answerdesk/testing';
import type { OpenShop } from './open-shop.ts';
import { DAYS, type Visit } from './plan-month.ts';
import { type Bot, type Happening, type PutRight, type Visited, walkVisit } from './walk-visit.ts';

/** What happened on each day, from 0. */
export type Diary = readonly (readonly Happening[])[];

interface Walked extends Visited {
  /** How sure the bot was, each time that its engine was asked. */
  readonly confidences: readonly number[];
  /** Whether something may have been understood together with what was asked before. */
  readonly goesOn: boolean;
}

export interface Month {
  readonly thresholds: Thresholds;
  readonly diary: Diary;
  readonly walks: ReadonlyMap<Visit, Walked>;
  /** How many questions became wordings. */
  readonly taught: number;
}

export interface MonthOptions {
  readonly shop: OpenShop;
  readonly visits: readonly Visit[];
  readonly chance: Chance;
  readonly thresholds: Thresholds;
  /** The share of the questions that people answered from an FAQ which they make one of its wordings at the week's end. */
  readonly taught?: number;
  /** The same month with nothing taught, at another threshold to answer. */
  readonly before?: Month;
}

const WEEK = 7;

/**
 * A month at a shop: each visit is a conversation with the product's own composing of replies. At the end of a week people teach
 * what they put right, and it is learnt by the next morning. The same options give the same month. A visit in which no
 * question was so sure that the threshold decides otherwise than in the month before goes as it went then, and is not walked again.
 */
export async function runMonth(options: MonthOptions): Promise<Month> {
  const { shop, visits, chance, thresholds, taught: share = 0, before } = options;
  await shop.setThresholds(thresholds);
  const walks = new Map<Visit, Walked>();
  const diary = Array.from({ length: DAYS }, (): Happening[] => []);
  let putRight: PutRight[] = [];
  let taught = 0;
  for (let day = 0; day < DAYS; day += 1) {
    for (const [index, visit] of visits.entries()) {
      if (visit.day !== day) continue;
      const known = before?.walks.get(visit);
      const walked =
        known && before && goesTheSame(known, before.thresholds, thresholds)
          ? known
          : await walk(shop, visit, chance.fork(index));
      walks.set(visit, walked);
      diary[day]?.push(...walked.happened);
      const teaching = chance.fork(-index - 1);
      putRight.push(...walked.putRight.filter(() => teaching.hits(share)));
    }
    if ((day + 1) % WEEK !== 0 || putRight.length === 0) continue;
    await shop.teach(putRight);
    taught += putRight.length;
    putRight = [];
  }
  return { thresholds, diary, walks, taught };
}

async function walk(shop: OpenShop, visit: Visit, chance: Chance): Promise<Walked> {
  const confidences: number[] = [];
  let goesOn = false;
  const bot: Bot = async (content, state, minutes) => {
    const turn = await shop.reply(content, state, new Date(visit.at.getTime() + minutes * 60_000));
    if (turn.trace?.confidence !== undefined) confidences.push(turn.trace.confidence);
    if (content.kind === 'text' && state.lastAnswered) goesOn ||= isFollowUpByForm(content.text, 'en');
    return turn;
  };
  return { ...(await walkVisit(bot, visit, shop.truth, chance)), confidences, goesOn };
}

function goesTheSame({ confidences, goesOn }: Walked, one: Thresholds, other: Thresholds): boolean {
  const [lower, upper] = [Math.min(one.answer, other.answer), Math.max(one.answer, other.answer)];
  return one.clarify === other.clarify && !goesOn && confidences.every((sure) => sure < lower || sure >= upper);
}
