import type { trpcClient } from '../../../trpc.ts';

export type Effect = Awaited<ReturnType<typeof trpcClient.faqs.effect.query>>;
export type ForetoldEffect = Extract<Effect, { kind: 'foretold' }>;
/** What somebody accepts who was shown an effect and says why. */
export type Accepted = NonNullable<Parameters<typeof trpcClient.faqs.publish.mutate>[0]['accepted']>;
export type CaseChange = ForetoldEffect['changes'][number];
