import type { ScreenSentence } from '@answerdesk/locales';
import { TRPCClientError } from '@trpc/client';

const sentences: Readonly<Record<string, ScreenSentence<'channels'>>> = {
  invalid: 'problem.invalid',
  'already-exists': 'problem.elsewhere',
  conflict: 'problem.busy',
  'refused-by-platform': 'problem.refused',
  unavailable: 'problem.unheard',
};

/** Why connecting failed, in a sentence of area `channels`; undefined for what is not about the channel. */
export function channelProblem(error: unknown): ScreenSentence<'channels'> | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const reason: unknown = error.data?.reason;
  return typeof reason === 'string' ? sentences[reason] : undefined;
}
