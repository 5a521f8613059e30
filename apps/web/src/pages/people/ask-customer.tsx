import type { ContactId, Locale } from '@answerdesk/domain';
import { Blockquote, Button, Modal, Stack, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { CopyButton } from '../../components/copy-button.tsx';
import { notifyFailure } from '../../components/notify.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { trpcClient } from '../../trpc.ts';

/** Makes a code that the customer proves themselves with on another channel, in words that can be sent as they are. */
export function AskCustomer({ id, language }: { readonly id: ContactId; readonly language?: Locale | undefined }) {
  const t = useSentences('people');
  const shell = useSentences('shell');
  const format = useFormat();
  const begin = useMutation({
    mutationFn: () => trpcClient.people.beginCode.mutate({ contactId: id, ...(language && { language }) }),
    onError: notifyFailure,
  });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconShieldCheck size={16} aria-hidden />}
        loading={begin.isPending}
        onClick={() => begin.mutate()}
      >
        {t('code.open')}
      </Button>
      {begin.data && (
        <Modal
          opened
          onClose={begin.reset}
          title={t('code.open')}
          closeButtonProps={{ 'aria-label': shell('action.close') }}
        >
          <Stack gap="md" align="flex-start">
            <Text size="sm">{t('code.about')}</Text>
            <Blockquote p="md" m={0} dir="auto" style={{ overflowWrap: 'anywhere' }}>
              {begin.data.text}
            </Blockquote>
            <Text size="sm" c="dimmed">
              {t('code.until', { time: format.clock(begin.data.expiresAt) })}
            </Text>
            <CopyButton text={begin.data.text} />
          </Stack>
        </Modal>
      )}
    </>
  );
}
