const endings = ['used', 'refused', 'timed-out', 'failed', 'no-budget', 'resting'] as const;

/** A call of a model as it was stored with a reply. */
export interface ReadModelCall {
  readonly purpose: 'ground' | 'translate';
  readonly model: string;
  readonly tokens: number;
  readonly costMicros: number;
  readonly durationMs: number;
  readonly outcome: (typeof endings)[number];
  readonly why: string;
}

/** Reads the calls in a trace; what is not one is left out, and older traces have none. */
export function readModelCalls(models: unknown): ReadModelCall[] {
  const { calls } = partsOf(models);
  return (Array.isArray(calls) ? calls : []).flatMap((call: unknown) => {
    const { purpose, model, tokensIn, tokensOut, costMicros, durationMs, outcome, why } = partsOf(call);
    const ending = endings.find((one) => one === outcome);
    if ((purpose !== 'ground' && purpose !== 'translate') || ending === undefined) return [];
    return [
      {
        purpose,
        model: typeof model === 'string' ? model : '',
        tokens: numberOf(tokensIn) + numberOf(tokensOut),
        costMicros: numberOf(costMicros),
        durationMs: numberOf(durationMs),
        outcome: ending,
        why: typeof why === 'string' ? why : '',
      },
    ];
  });
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
