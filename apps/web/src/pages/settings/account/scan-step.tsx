import { Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { toString as drawQr } from 'qrcode';
import { useEffect, useState } from 'react';
import { AuthRefusal, authClient } from '../../../auth-client.ts';
import { filledSchema, useCheckedForm } from '../../../components/checked-form.ts';
import { CopyButton } from '../../../components/copy-button.tsx';
import { notifyFailure } from '../../../components/notify.tsx';
import { useSentences } from '../../../i18n.ts';

/** Shows the secret to the person's authenticator app and proves that the app has it. */
export default function ScanStep({ uri, confirmed }: { readonly uri: string; readonly confirmed: () => unknown }) {
  const t = useSentences('account');
  const [picture, setPicture] = useState<string>();
  useEffect(() => {
    void drawQr(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }).then((svg) => {
      setPicture(URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })));
    });
  }, [uri]);
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  const form = useCheckedForm({ code: filledSchema }, { code: '' });
  const confirm = useMutation({
    mutationFn: ({ code }: { code: string }) => authClient.verifyTotp(code.replaceAll(/\s/g, ''), false),
    onSuccess: confirmed,
    onError: (error) => {
      if (error instanceof AuthRefusal && error.code === 'INVALID_CODE') {
        form.objectTo('code', t('twoFactor.wrongCode'));
      } else notifyFailure(error);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => confirm.mutate(values))} noValidate>
      <Stack>
        <Text fw={600}>{t('twoFactor.scan')}</Text>
        <Group align="flex-start">
          <img
            src={picture}
            alt={t('twoFactor.scanAlt')}
            width={192}
            height={192}
            style={{ background: '#fff', borderRadius: 8, visibility: picture ? 'visible' : 'hidden' }}
          />
          <Stack gap="xs" flex="1 1 14rem" align="flex-start">
            <Text size="sm">{t('twoFactor.orType')}</Text>
            <Code fz="sm" dir="ltr" style={{ overflowWrap: 'anywhere' }}>
              {secret}
            </Code>
            <CopyButton text={secret} />
          </Stack>
        </Group>
        <TextInput
          label={t('twoFactor.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maw={240}
          {...form.text('code')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={confirm.isPending}>
            {t('twoFactor.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
