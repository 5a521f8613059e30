import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { DomainError, type Faq, faqIdSchema, isFaqValidAt, settingsOf, type TenantId } from '@answerdesk/domain';
import { LRUCache } from 'lru-cache';
import { defaultThresholds } from '../answer-question.ts';
import { MOST_CONFIRMED } from '../confirmed-questions.ts';
import { untilAborted } from '../embedding/until-aborted.ts';
import type { Knowledge } from '../learn-texts.ts';
import { type AskingRules, askAll, type CaseAnswer } from './ask-all.ts';
import { type Comparison, compareAnswers } from './compare-answers.ts';
import type { GateDeps } from './ports.ts';
import { isStillAsked, type RegressionCase, regressionCases } from './regression-cases.ts';
import type { ServedChange } from './rehearse-change.ts';

/** What publishing would change, by the tenant's regression set at a version of its FAQs. */
export interface ForetoldEffect extends Comparison {
  readonly kind: 'foretold';
  readonly faqsVersion: number;
  /** There are too few cases for figures to say anything; what is pinned counts all the same. */
  readonly isTooFew: boolean;
  /** So many of 100 cases lose their right answer, or get a wrong one, on balance. */
  readonly loss: number;
  readonly tolerance: number;
  /** Publishing loses more than the tenant tolerates, or something pinned. */
  readonly needsReason: boolean;
}

/** `none`: nothing changes by which questions find their answers. `unknown`: it could not be foretold, or not in time. */
export type GateEffect = ForetoldEffect | { readonly kind: 'none' } | { readonly kind: 'unknown' };

/** `at` is the moment that it is foretold for, where the calendar of FAQs makes a difference; now unless told. */
export type ForetellEffect = (
  tenantId: TenantId,
  changes: readonly ServedChange[],
  options?: { readonly signal?: AbortSignal | undefined; readonly at?: Date },
) => Promise<GateEffect>;

/** The id that a new FAQ has while its effect is foretold: behind all others, as its real one will be. */
export const NEW_FAQ_ID = faqIdSchema.parse('zzzzzzzzzzzz');

/** Fewer cases say nothing. */
const FEWEST_CASES = 20;
/** One case alone may be chance: learning anew moves what was nearly one thing and nearly another. */
const FEWEST_LOST = 2;
const MOST_TENANTS = 100;
const MOST_EFFECTS = 200;
const KEPT_MS = 30 * 60_000;
/** Customers confirm questions all day: what was asked before they did is good for so long. */
const NEWS_WAITS_MS = 5 * 60_000;

interface Before {
  readonly faqs: readonly Faq[];
  readonly cases: readonly RegressionCase[];
  readonly rules: AskingRules;
  readonly answers: ReadonlyMap<string, CaseAnswer>;
}

/** The questions that were confirmed by a moment. */
interface Confirmed {
  readonly newest: string;
  readonly count: number;
  readonly at: Date;
}

interface KnownBefore {
  /** Of all that there were. */
  readonly number: number;
  readonly key: string;
  /** What was learnt by then: how sure it is of a score is part of every answer. */
  readonly knowledge: Knowledge;
  readonly confirmed: Confirmed;
  readonly before: Promise<Before>;
}

/**
 * Makes what foretells the effect of publishing: every case of the tenant's regression set is asked of the FAQs as they are
 * served and as they would be, both learnt anew. What was found is kept as long as neither the FAQs, nor what decides
 * answers, nor what is to be published, nor what was learnt changes; questions that customers confirm meanwhile are in it
 * five minutes later at most. Rejects with the signal's reason when nobody waits for it any more, and with DomainError
 * `not-found` without tenant; whatever else fails comes to `unknown`.
 */
export function createForetellEffect(deps: GateDeps): ForetellEffect {
  const befores = new LRUCache<TenantId, KnownBefore>({ max: MOST_TENANTS, ttl: KEPT_MS });
  const effects = new LRUCache<string, Comparison>({ max: MOST_EFFECTS, ttl: KEPT_MS });
  let count = 0;

  function beforeOf(
    tenantId: TenantId,
    { key, knowledge, confirmed }: Pick<KnownBefore, 'key' | 'knowledge' | 'confirmed'>,
    read: () => Omit<Before, 'answers'>,
  ): KnownBefore {
    const known = befores.get(tenantId);
    const isSame = known?.key === key && known.knowledge === knowledge;
    if (isSame && isGoodStill(known.confirmed, confirmed)) return known;
    // Whoever comes next needs it too: it is not given up with whoever asked first.
    const asked = read();
    const { faqs, cases, rules } = asked;
    const before = askAll(deps, tenantId, faqs, cases, rules, new AbortController().signal).then((answers) => ({
      ...asked,
      answers,
    }));
    count += 1;
    const begun = { number: count, key, knowledge, confirmed, before };
    befores.set(tenantId, begun);
    before.catch(() => {
      if (befores.peek(tenantId) === begun) befores.delete(tenantId);
    });
    return begun;
  }

  async function foretell(tenantId: TenantId, changes: readonly ServedChange[], at: Date, signal: AbortSignal) {
    const tenant = await deps.findTenant(tenantId);
    if (!tenant) throw new DomainError('not-found', 'This tenant does not exist.');
    const { faqsVersion, thresholds = defaultThresholds, personOnlyCategories = [] } = tenant;
    const [faqs, confirmed, pinned] = await Promise.all([
      deps.loadFaqs(tenantId).then(inOrder),
      deps.confirmed.list(tenantId, MOST_CONFIRMED),
      deps.pinned.list(tenantId),
    ]);
    const after = changedOver(tenantId, faqs, changes);
    if (isJudgedAlike(faqs, after)) return { kind: 'none' } as const;
    const pins = pinned.map(({ id, revision }) => `${id} ${revision}`).join();
    const sofar = { newest: confirmed[0]?.id ?? '', count: confirmed.length, at: deps.now() };
    const unserved = faqs.filter((faq) => !isFaqValidAt(faq, at)).map(({ id }) => id);
    const key = JSON.stringify([faqsVersion, faqs.length, unserved, thresholds, personOnlyCategories, pins]);
    const served = await deps.modelFor(tenantId, faqsVersion);
    // What is not learnt yet is not calibrated either.
    const { knowledge, terms } = await untilAborted(served.learning ?? Promise.resolve(served), signal);
    const known = beforeOf(tenantId, { key, knowledge, confirmed: sofar }, () => {
      const glossary = terms && { glossary: terms.glossary };
      const rules = { calibration: knowledge.calibration, thresholds, personOnlyCategories, at, ...glossary };
      const all = regressionCases(faqs, confirmed, pinned, at);
      // Too few say nothing, but what is pinned.
      const cases = all.length < FEWEST_CASES ? all.filter(({ kind }) => kind === 'pinned') : all;
      return { faqs, cases, rules };
    });
    const before = await untilAborted(known.before, signal);
    const unservedThen = after.filter((faq) => !isFaqValidAt(faq, at)).map(({ id }) => id);
    const draftKey = `${known.number} ${markOf(changes)} ${unservedThen.join()}`;
    const compared =
      effects.get(draftKey) ??
      (await compare(tenantId, { ...before, rules: { ...before.rules, at } }, after, changes, signal));
    effects.set(draftKey, compared);
    const { tolerance } = settingsOf(tenant).gate;
    return judged(compared, before.cases.length, faqsVersion, tolerance);
  }

  async function compare(
    tenantId: TenantId,
    { faqs, cases, rules, answers }: Before,
    after: readonly Faq[],
    changes: readonly ServedChange[],
    signal: AbortSignal,
  ): Promise<Comparison> {
    const byId = new Map(after.map((faq) => [faq.id, faq]));
    const known = new Set([...byId.keys(), ...faqs.map(({ id }) => id)]);
    const isAnswerable = ({ kind, faqId }: RegressionCase) => kind !== 'confirmed' || (faqId && known.has(faqId));
    const asked = cases.filter((each) => isAnswerable(each) && isStillAsked(each, byId));
    const given = await askAll(deps, tenantId, after, asked, rules, signal);
    const changed = new Set(changes.map(({ id }) => id));
    return compareAnswers(asked, answers, given, { before: faqs, after, changed });
  }

  return async (tenantId, changes, { signal = new AbortController().signal, at = deps.now() } = {}) => {
    try {
      return await foretell(tenantId, changes, at, signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof DomainError) throw error;
      deps.reportFailure?.('foretelling what publishing changes', error);
      return { kind: 'unknown' };
    }
  };
}

/** Whether what was asked then need not be asked anew for what was confirmed since; what was taken away must be gone at once. */
function isGoodStill(then: Confirmed, today: Confirmed): boolean {
  if (then.newest === today.newest && then.count === today.count) return true;
  return today.count >= then.count && today.at.getTime() - then.at.getTime() < NEWS_WAITS_MS;
}

/** `known` is how many cases there were before: what is archived takes its own wordings out, and no question that was confirmed. */
function judged(compared: Comparison, known: number, faqsVersion: number, tolerance: number): ForetoldEffect {
  const { cases, before, after, lostPinned } = compared;
  const count = cases.pinned + cases.confirmed + cases.wording;
  const isTooFew = known < FEWEST_CASES;
  const goodLost = before.right + before.kept - after.right - after.kept;
  const lost = Math.max(0, goodLost, after.wrong - before.wrong);
  const loss = count > 0 ? (100 * lost) / count : 0;
  const losesTooMany = !isTooFew && lost >= FEWEST_LOST && loss > tolerance;
  return {
    ...compared,
    kind: 'foretold',
    faqsVersion,
    isTooFew,
    loss,
    tolerance,
    needsReason: lostPinned > 0 || losesTooMany,
  };
}

/** The FAQs that are served after changes, in the order in which they would be learnt. */
function changedOver(tenantId: TenantId, faqs: readonly Faq[], changes: readonly ServedChange[]): Faq[] {
  const byId = new Map(faqs.map((faq) => [faq.id, faq]));
  const unknown = new Date(0);
  for (const { id, content } of changes) {
    if (!content) {
      byId.delete(id);
      continue;
    }
    const { createdAt = unknown, updatedAt = unknown } = byId.get(id) ?? {};
    byId.set(id, { ...content, id, tenantId, createdAt, updatedAt });
  }
  return inOrder([...byId.values()]);
}

/** As they are loaded and learnt: by their ids. */
function inOrder(faqs: readonly Faq[]): Faq[] {
  return [...faqs].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Whether FAQs differ only in what has no part in finding the right one: answers, buttons, images. */
function isJudgedAlike(one: readonly Faq[], other: readonly Faq[]): boolean {
  const judgedBy = ({ id, question, variants, locale, category, validFrom, validUntil, translations = [] }: Faq) => {
    const locales = translations.map((translation) => translation.locale);
    return { id, question, variants, locale, category, validFrom, validUntil, locales };
  };
  return one.length === other.length && isDeepStrictEqual(one.map(judgedBy), other.map(judgedBy));
}

function markOf(changes: readonly ServedChange[]): string {
  return createHash('sha256').update(JSON.stringify(changes)).digest('base64url');
}
