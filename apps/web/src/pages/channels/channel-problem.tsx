import type { ScreenSentence } from '@answerdesk/locales';
import { Text } from '@mantine/core';
import { TRPCClientError } from '@trpc/client';
import { useSentences } from '../../i18n.ts';
import { problemSentence } from '../../problem.ts';
import type { Platform } from './platform.ts';

const ADDRESS = /(?<![\w.:])(?:(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)|(?:[0-9a-f]{1,4}:){2,7}[0-9a-f:]*[0-9a-f])/i;

/** Why connecting failed: in the person's words, with what to look at next, and below it what the server said exactly. */
export function ChannelProblem({ error, platform }: { readonly error: unknown; readonly platform: Platform }) {
  const t = useSentences('channels');
  const shell = useSentences('shell');
  const reason: unknown = error instanceof TRPCClientError ? error.data?.reason : undefined;
  const sentence = typeof reason === 'string' ? sentenceOf(reason, platform) : undefined;
  if (!(error instanceof TRPCClientError) || !sentence) return shell(problemSentence(error));
  const address = platform.listsAddresses ? ADDRESS.exec(error.message)?.[0] : undefined;
  return (
    <>
      {address === undefined ? t(sentence) : t('problem.address', { address })}
      {(reason === 'refused-by-platform' || reason === 'invalid') && (
        <Text size="xs" mt={4} component="div">
          {t('problem.words')} <bdi lang="en">{error.message}</bdi>
        </Text>
      )}
    </>
  );
}

function sentenceOf(reason: string, { refused, invalid }: Platform): ScreenSentence<'channels'> | undefined {
  switch (reason) {
    case 'refused-by-platform':
      return refused;
    case 'invalid':
      return invalid;
    case 'already-exists':
      return 'problem.elsewhere';
    case 'conflict':
      return 'problem.busy';
    case 'unavailable':
      return 'problem.unheard';
    default:
      return undefined;
  }
}
