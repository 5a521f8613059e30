import { type ReadModelCall, readModelCalls } from './read-model-calls.ts';

/** What a trace may tell; stored traces are of many ages, so everything may be missing. */
export interface ReadTrace {
  readonly outcome?: 'answered' | 'clarify' | 'handover';
  readonly isAskedForPerson: boolean;
  readonly isRule: boolean;
  readonly isChosen: boolean;
  readonly language?: string;
  readonly candidates: readonly { readonly faqId: string; readonly question: string; readonly probability: number }[];
  readonly thresholds?: { readonly answer: number; readonly clarify: number };
  readonly failure?: string;
  readonly calls: readonly ReadModelCall[];
}

type Parts = Readonly<Record<string, unknown>>;

/** Reads a trace as it was stored. */
export function readTrace(trace: unknown): ReadTrace {
  const { outcome, reason, chosenByCustomer, language, candidates, thresholds, failure, models } = partsOf(trace);
  const { answer, clarify } = partsOf(thresholds);
  return {
    ...((outcome === 'answered' || outcome === 'clarify' || outcome === 'handover') && { outcome }),
    isAskedForPerson: reason === 'asked-for-person',
    isRule: reason === 'rule',
    isChosen: chosenByCustomer === true,
    ...(typeof language === 'string' && { language }),
    candidates: (Array.isArray(candidates) ? candidates : []).flatMap((candidate: unknown) => {
      const { faqId, question, probability } = partsOf(candidate);
      if (typeof faqId !== 'string' || typeof question !== 'string' || typeof probability !== 'number') return [];
      return [{ faqId, question, probability }];
    }),
    ...(typeof answer === 'number' && typeof clarify === 'number' && { thresholds: { answer, clarify } }),
    ...(typeof failure === 'string' && { failure }),
    calls: readModelCalls(models),
  };
}

function partsOf(value: unknown): Parts {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
