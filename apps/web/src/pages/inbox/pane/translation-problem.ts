import type { ScreenSentence } from '@answerdesk/locales';
import type { trpcClient } from '../../../trpc.ts';

export type Translation = Awaited<ReturnType<typeof trpcClient.translations.preview.query>>;

/** Why there is no translation to show, in the pane's sentences. */
export function translationProblem(said: Exclude<Translation, { kind: 'translated' }>): ScreenSentence<'inbox-pane'> {
  if (said.kind === 'not-needed') return 'translate.unneeded';
  if (said.kind === 'refused') return 'translate.problem.refused';
  return said.reason === 'no-model' || said.reason === 'no-budget'
    ? `translate.off.${said.reason}`
    : 'translate.problem.failed';
}
