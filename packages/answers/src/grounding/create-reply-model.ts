import { createHash } from 'node:crypto';
import type { FaqId, Locale, ModelCall, ModelEndpoint, TenantId } from '@answerdesk/domain';
import { withinBudget } from '../model-budget.ts';
import { createModelCircuit } from '../model-circuit.ts';
import { costOf } from '../model-spend.ts';
import type { ModelReply } from '../openai.ts';
import { createTurns } from '../take-turns.ts';
import { createTranslator, type TranslatorDeps } from '../translation/create-translator.ts';
import type { Translation } from '../translation/translate-text.ts';
import { complaintAboutTranslated } from './check-translated-answer.ts';
import { type Grounding, groundAnswer, type ToGround } from './ground-answer.ts';
import type { KeptTranslations } from './kept-translations.ts';

export interface ReplyModelDeps extends TranslatorDeps {
  readonly kept: KeptTranslations;
  /** Told of what failed and was got round; gets no text of anybody's. */
  readonly reportFailure: (what: string, error: unknown) => void;
}

export interface AnswerToTranslate {
  readonly faqId: FaqId;
  readonly text: string;
  readonly from: Locale;
  readonly to: Locale;
}

/** What came of it; without a `call` no model is set or allowed, so nothing was waited for. */
export interface Phrased {
  readonly text?: string;
  readonly faqIds?: readonly FaqId[];
  readonly call?: ModelCall;
}

/** A tenant's model in the service of replies. Neither rejects, nor takes longer than `withinMs`. */
export interface ReplyModel {
  /** Answers from FAQs alone where the tenant allows it: a text that the FAQs support, or none. */
  ground(tenantId: TenantId, wanted: ToGround, withinMs: number): Promise<Phrased>;
  /**
   * Translates an approved answer where the tenant allows it. It is kept for the next time, also when it comes too late for
   * this one.
   */
  translate(tenantId: TenantId, wanted: AnswerToTranslate, withinMs: number): Promise<Phrased>;
}

const MOST_AT_ONCE = 8;
const MOST_FAILURES = 3;
const REST_MS = 60_000;

type Ending = Pick<ModelCall, 'outcome'> & Partial<ModelCall>;

/**
 * Makes the model of replies of all tenants: within the monthly budget of each, some at a time, and left alone for a minute
 * after three calls in a row that were sent and came to nothing.
 */
export function createReplyModel(deps: ReplyModelDeps): ReplyModel {
  const { findSettings, kept, reportFailure, now } = deps;
  const translator = createTranslator(deps);
  const circuit = createModelCircuit({ mostFailures: MOST_FAILURES, restMs: REST_MS, now });
  const inTurn = createTurns(MOST_AT_ONCE);
  const counted = new WeakSet<Translation>();

  /** Times a call, ends it at its time, and lets nothing it does escape. */
  async function timed(
    tenantId: TenantId,
    call: Pick<ModelCall, 'purpose' | 'model'>,
    withinMs: number,
    work: (
      leftMs: () => number,
      noteSent: () => void,
    ) => Promise<Phrased & { readonly ending: Ending; readonly wasHeard?: boolean }>,
  ): Promise<Phrased> {
    const none = { ...call, tokensIn: 0, tokensOut: 0, costMicros: 0, durationMs: 0 };
    if (!circuit.mayAsk(tenantId)) return { call: { ...none, outcome: 'resting' } };
    const startedAt = performance.now();
    const passedMs = () => performance.now() - startedAt;
    const late = { ending: { outcome: 'timed-out' }, wasHeard: false } as const;
    let isSent = false;
    const noteSent = () => {
      isSent = true;
    };
    const working = work(() => withinMs - passedMs(), noteSent).catch((error: unknown) => {
      reportFailure('asking a model for a reply', error);
      return { ending: { outcome: 'failed', why: 'error' }, wasHeard: false } as const;
    });
    const { ending, wasHeard, ...phrased } = await before(working, withinMs, late);
    // What waited for its turn until its time was over says nothing about the model.
    if (wasHeard === true || (wasHeard === false && isSent)) circuit.note(tenantId, wasHeard);
    return { ...phrased, call: { ...none, ...ending, durationMs: Math.round(passedMs()) } };
  }

  return {
    async ground(tenantId, wanted, withinMs) {
      const model = await modelFor(tenantId, ({ phrasesAnswers }) => phrasesAnswers !== false);
      if (!model) return {};
      return timed(tenantId, { purpose: 'ground', model: model.model }, withinMs, async (leftMs, noteSent) => {
        const { baseUrl, model: name, monthlyBudgetCents } = model;
        const endpoint = { baseUrl, model: name, key: deps.openKey(tenantId, model.sealedKey) };
        let spent: Pick<ModelCall, 'tokensIn' | 'tokensOut' | 'costMicros'> | undefined;
        const ask = withinBudget(deps, tenantId, monthlyBudgetCents, async (request) => {
          noteSent();
          const reply = await deps.ask(endpoint, { ...request, withinMs: leftMs() });
          if (reply.kind === 'said') spent = spentOn(reply);
          return reply;
        });
        const grounding = await groundAnswer(
          {
            ask: (request) =>
              inTurn(tenantId, async () => (leftMs() > 0 ? ask(request) : ({ kind: 'timed-out' } as const))),
          },
          wanted,
        );
        return { ...phrasedBy(grounding), ending: { ...endingOf(grounding), ...spent }, ...heardOf(grounding) };
      });
    },

    async translate(tenantId, wanted, withinMs) {
      const model = await modelFor(tenantId, ({ translatesAnswers }) => translatesAnswers !== false);
      if (!model) return {};
      const { faqId, text, from, to } = wanted;
      const call = { purpose: 'translate', model: model.model } as const;
      const key = { faqId, to, mark: markOf(wanted, model) };
      const known = await findKept(tenantId, key);
      if (known !== undefined) {
        const free = { tokensIn: 0, tokensOut: 0, costMicros: 0, durationMs: 0 };
        return { text: known, call: { ...call, ...free, outcome: 'used', why: 'kept' } };
      }
      return timed(tenantId, call, withinMs, async (_leftMs, noteSent) => {
        const translation = await translator.translate(tenantId, { text, from, to }, noteSent);
        const spent = translation.kind === 'translated' && !counted.has(translation) ? spentOn(translation) : {};
        counted.add(translation);
        if (translation.kind !== 'translated')
          return { ending: unmadeOf(translation), ...heardTranslation(translation) };
        const why = complaintAboutTranslated(translation.text, { text, to });
        if (why) return { ending: { outcome: 'refused', why, ...spent }, wasHeard: true };
        await kept
          .keep(tenantId, key, translation.text, now())
          .catch((error: unknown) => reportFailure('keeping a translation', error));
        return { text: translation.text, ending: { outcome: 'used', ...spent }, wasHeard: true };
      });
    },
  };

  async function modelFor(tenantId: TenantId, isAllowed: (model: ModelEndpoint) => boolean) {
    try {
      const { model, glossary } = await findSettings(tenantId);
      return model && isAllowed(model) ? { ...model, glossary } : undefined;
    } catch (error) {
      reportFailure('looking for a model', error);
      return undefined;
    }
  }

  async function findKept(tenantId: TenantId, key: Parameters<KeptTranslations['find']>[1]) {
    try {
      return await kept.find(tenantId, key);
    } catch (error) {
      reportFailure('looking for a translation', error);
      return undefined;
    }
  }
}

async function before<T>(working: Promise<T>, withinMs: number, late: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<T>((end) => {
    timer = setTimeout(() => end(late), Math.max(0, withinMs));
  });
  try {
    return await Promise.race([working, ended]);
  } finally {
    clearTimeout(timer);
  }
}

function spentOn({ tokensIn, tokensOut }: { readonly tokensIn: number; readonly tokensOut: number }) {
  return { tokensIn, tokensOut, costMicros: costOf({ tokensIn, tokensOut }) };
}

function phrasedBy(grounding: Grounding): Phrased {
  return grounding.kind === 'grounded' ? { text: grounding.text, faqIds: grounding.faqIds } : {};
}

function endingOf(grounding: Grounding): Ending {
  if (grounding.kind === 'grounded') return { outcome: 'used' };
  if (grounding.kind === 'refused') return { outcome: 'refused', why: grounding.reason };
  return failureOf(grounding.reply);
}

/** The words of an endpoint stay out of it: they may hold the customer's. */
function failureOf(reply: Exclude<ModelReply, { kind: 'said' }> | { readonly kind: 'no-budget' }): Ending {
  if (reply.kind === 'no-budget' || reply.kind === 'timed-out') return { outcome: reply.kind };
  return { outcome: 'failed', why: reply.kind === 'refused' ? `status ${reply.status}` : reply.kind };
}

function heardOf(grounding: Grounding): { readonly wasHeard?: boolean } {
  if (grounding.kind !== 'unavailable') {
    return { wasHeard: !(grounding.kind === 'refused' && grounding.reason === 'no-json') };
  }
  if (grounding.reply.kind === 'no-budget') return {};
  return { wasHeard: grounding.reply.kind === 'refused' && grounding.reply.status === 200 };
}

function unmadeOf(translation: Exclude<Translation, { kind: 'translated' }>): Ending {
  if (translation.kind === 'not-needed') return { outcome: 'refused', why: 'not-needed' };
  if (translation.kind === 'refused') return { outcome: 'refused', why: translation.reason };
  const { reason } = translation;
  return reason === 'no-budget' || reason === 'timed-out' ? { outcome: reason } : { outcome: 'failed', why: reason };
}

function heardTranslation(translation: Translation): { readonly wasHeard?: boolean } {
  if (translation.kind !== 'unavailable') return { wasHeard: true };
  return translation.reason === 'no-budget' || translation.reason === 'no-model' ? {} : { wasHeard: false };
}

/** Names what a translation is made of and by whom. */
function markOf({ text, from }: AnswerToTranslate, model: ModelEndpoint & { readonly glossary: readonly string[] }) {
  const parts = [text, from, model.baseUrl, model.model, model.glossary];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
