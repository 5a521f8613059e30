import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useSentences } from '../i18n.ts';
import { problemSentence } from '../problem.ts';

/** In the place of what could not be loaded: why, and a way to try again. */
export function ErrorState({ error, retry }: { readonly error: unknown; readonly retry: () => unknown }) {
  const t = useSentences('shell');
  return (
    <Alert color="red" title={t('state.failedTitle')} icon={<IconAlertCircle aria-hidden />} role="alert">
      <Stack align="flex-start" gap="sm">
        <Text size="sm">{t(problemSentence(error))}</Text>
        <Button size="xs" variant="default" onClick={() => void retry()}>
          {t('action.retry')}
        </Button>
      </Stack>
    </Alert>
  );
}
