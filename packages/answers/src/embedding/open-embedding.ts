import { readSettings } from '@answerdesk/domain';
import { z } from 'zod';
import type { ModelSpendStore } from '../model-spend.ts';
import type { OpenedEndpoint } from '../openai.ts';
import { createEmbedding, type Embedding } from './create-embedding.ts';
import { createEndpointEmbedder } from './endpoint-embedder.ts';
import { createEnglishEmbedder } from './english/english-embedder.ts';

/** How meanings are compared: not at all, by the English model that comes along, or by an endpoint. */
export type EmbeddingSettings =
  | { readonly kind: 'off' }
  | { readonly kind: 'english' }
  | { readonly kind: 'endpoint'; readonly endpoint: OpenedEndpoint; readonly monthlyBudgetCents: number };

const schema = z.object({
  ANSWERS_EMBEDDING: z.enum(['off', 'english'], { error: 'must be off or english' }).default('english'),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an https address' })
    .default('https://api.openai.com/v1'),
  OPENAI_EMBEDDING_MODEL: z.string().max(200, 'must be the name of a model').optional(),
  OPENAI_EMBEDDING_BUDGET_CENTS: z.coerce
    .number({ error: 'must be a number of cents' })
    .min(0, 'must be a number of cents')
    .default(100),
});

/** How long a question's vector is waited for where it comes over the network. */
const ENDPOINT_QUESTION_MS = 600;

/** Reads how meanings are compared. Throws DomainError `invalid` naming the wrong variable. */
export function readEmbeddingSettings(environment: Readonly<Record<string, string | undefined>>): EmbeddingSettings {
  const settings = readSettings(schema, environment);
  const { OPENAI_EMBEDDING_MODEL: model, OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: key = '' } = settings;
  if (settings.ANSWERS_EMBEDDING === 'off') return { kind: 'off' };
  if (model === undefined) return { kind: 'english' };
  const monthlyBudgetCents = settings.OPENAI_EMBEDDING_BUDGET_CENTS;
  return { kind: 'endpoint', endpoint: { baseUrl, model, key }, monthlyBudgetCents };
}

export interface OpenEmbeddingDeps {
  /** Told once why meanings are not compared, where they should be; must not throw. */
  readonly note: (why: string) => void;
  /** What endpoints cost is counted here; without it none is asked. */
  readonly spend?: ModelSpendStore;
  readonly now: () => Date;
  /** How long a question's vector is waited for (ms), where that is another time than customers wait. */
  readonly questionMs?: number;
}

/** Makes what the settings say; undefined where meanings are not compared. One for a process: a model of its own takes 60 MB. */
export function openEmbedding(
  settings: EmbeddingSettings,
  { note, spend, now, questionMs }: OpenEmbeddingDeps,
): Embedding | undefined {
  switch (settings.kind) {
    case 'off':
      return undefined;
    case 'english':
      return createEmbedding({
        embedder: createEnglishEmbedder(),
        note,
        ...(questionMs !== undefined && { questionMs }),
      });
    case 'endpoint': {
      if (!spend) return undefined;
      const { endpoint, monthlyBudgetCents } = settings;
      // Whoever runs the process named the endpoint, so it may be on this machine.
      const embedder = createEndpointEmbedder({ endpoint, monthlyBudgetCents, spend, now, allowsLoopback: true });
      return createEmbedding({ embedder, questionMs: questionMs ?? ENDPOINT_QUESTION_MS, note });
    }
  }
}
