import { createHash } from 'node:crypto';
import type { ModelEndpoint, TenantId } from '@answerdesk/domain';
import { LRUCache } from 'lru-cache';
import { withinBudget } from '../model-budget.ts';
import { budgetMicros, type ModelSpendStore, monthOf } from '../model-spend.ts';
import type { AskModel } from '../openai.ts';
import { createTurns } from '../take-turns.ts';
import { type TextToTranslate, type Translation, translateText } from './translate-text.ts';

export type TranslatorEndpoint = ModelEndpoint & { readonly sealedKey: string };

export interface TranslatorDeps {
  /** A tenant's model, where one is set, and the words that are never translated. */
  readonly findSettings: (
    tenantId: TenantId,
  ) => Promise<{ readonly model?: TranslatorEndpoint | undefined; readonly glossary: readonly string[] }>;
  /** Opens a model's key; an empty text is none. */
  readonly openKey: (tenantId: TenantId, sealedKey: string) => string;
  readonly ask: AskModel;
  readonly spend: ModelSpendStore;
  /** Told of what was used, for the ledger; must not throw. The same text in the same month has the same `cause`. */
  readonly note?: (tenantId: TenantId, used: UsedModel) => void;
  readonly now: () => Date;
}

export interface UsedModel {
  readonly kind: 'translation' | 'model-tokens';
  readonly cause: string;
  readonly quantity: number;
}

export type TranslatorStatus =
  | { readonly isOn: true }
  | { readonly isOn: false; readonly reason: 'no-model' | 'no-budget' };

export interface Translator {
  /**
   * Translates a text with the tenant's own model. What was translated lately is remembered and costs nothing again. No
   * request is sent that could take the month's spending over the tenant's budget. Rejects with DomainError `unavailable`
   * only when the key cannot be opened. `onSend` is called before each request that is sent for this call: for none, when the
   * translation is known, another call waits for it already, or the budget is used up.
   */
  translate(tenantId: TenantId, wanted: TextToTranslate, onSend?: () => void): Promise<Translation>;
  /** Whether there is a model that may still spend something this month. */
  status(tenantId: TenantId): Promise<TranslatorStatus>;
}

const MOST_KEPT = 5_000;
const MOST_CHARACTERS = 5_000_000;
/** A conversation that is opened asks for many at once, and a model on one's own machine does few. */
const MOST_AT_ONCE = 4;

/** Makes the translator of all tenants. Translations are kept in this process's memory alone. */
export function createTranslator(deps: TranslatorDeps): Translator {
  const kept = new LRUCache<string, Translation & { kind: 'translated' }>({
    max: MOST_KEPT,
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ text }) => 1 + text.length,
  });
  const underway = new Map<string, Promise<Translation>>();
  const inTurn = createTurns(MOST_AT_ONCE);

  async function translateAnew(
    tenantId: TenantId,
    wanted: TextToTranslate,
    model: TranslatorEndpoint,
    glossary: readonly string[],
    onSend: (() => void) | undefined,
  ): Promise<Translation> {
    const { baseUrl, model: name, monthlyBudgetCents } = model;
    const endpoint = { baseUrl, model: name, key: deps.openKey(tenantId, model.sealedKey) };
    const cause = `${monthOf(deps.now())}:${nameOf(tenantId, wanted, model, glossary)}`;
    let asked = 0;
    const ask = withinBudget(deps, tenantId, monthlyBudgetCents, async (request) => {
      onSend?.();
      const reply = await deps.ask(endpoint, request);
      asked += 1;
      const quantity = reply.kind === 'said' ? reply.tokensIn + reply.tokensOut : 0;
      if (quantity > 0) deps.note?.(tenantId, { kind: 'model-tokens', cause: `${cause}:${asked}`, quantity });
      return reply;
    });
    const translation = await translateText(
      { ask: (request) => inTurn(tenantId, () => ask(request)) },
      { ...wanted, glossary },
    );
    if (translation.kind === 'translated') deps.note?.(tenantId, { kind: 'translation', cause, quantity: 1 });
    return translation;
  }

  return {
    async translate(tenantId, wanted, onSend) {
      const { model, glossary } = await deps.findSettings(tenantId);
      if (!model) return { kind: 'unavailable', reason: 'no-model' };
      const name = nameOf(tenantId, wanted, model, glossary);
      const known = kept.get(name);
      if (known) return known;
      const running = underway.get(name);
      if (running) return running;
      const own = translateAnew(tenantId, wanted, model, glossary, onSend);
      underway.set(name, own);
      try {
        const translation = await own;
        if (translation.kind === 'translated') kept.set(name, translation);
        return translation;
      } finally {
        underway.delete(name);
      }
    },
    async status(tenantId) {
      const { model } = await deps.findSettings(tenantId);
      if (!model) return { isOn: false, reason: 'no-model' };
      const spent = await deps.spend.findSpend(tenantId, monthOf(deps.now()));
      return spent < budgetMicros(model.monthlyBudgetCents) ? { isOn: true } : { isOn: false, reason: 'no-budget' };
    },
  };
}

/** What a translation depends on. */
function nameOf(
  tenantId: TenantId,
  { text, from, likelyFrom, to }: TextToTranslate,
  { baseUrl, model }: TranslatorEndpoint,
  glossary: readonly string[],
): string {
  const parts = [tenantId, baseUrl, model, glossary, from ?? '', likelyFrom ?? '', to, text];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
