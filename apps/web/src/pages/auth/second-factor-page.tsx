import { Anchor, Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { authClient } from '../../auth-client.ts';
import { filledSchema, useCheckedForm } from '../../components/checked-form.ts';
import { FormProblem } from '../../components/form-problem.tsx';
import { useSentences } from '../../i18n.ts';
import { AuthTitle } from './auth-title.tsx';
import { useEnter } from './enter.ts';
import { refusalSentence } from './refusal.ts';

const route = getRouteApi('/signed-out/second-factor');

export function SecondFactorPage() {
  const [usesRecovery, setUsesRecovery] = useState(false);
  return (
    <CodeForm
      key={String(usesRecovery)}
      usesRecovery={usesRecovery}
      change={() => setUsesRecovery((before) => !before)}
    />
  );
}

function CodeForm({ usesRecovery, change }: { readonly usesRecovery: boolean; readonly change: () => void }) {
  const t = useSentences('auth');
  const { next } = route.useSearch();
  const enter = useEnter();
  const form = useCheckedForm({ code: filledSchema }, { code: '', trustDevice: false });
  const verify = useMutation({
    mutationFn: ({ code, trustDevice }: { code: string; trustDevice: boolean }) =>
      usesRecovery
        ? authClient.verifyRecoveryCode(code.trim())
        : authClient.verifyTotp(code.replaceAll(/\s/g, ''), trustDevice),
    onSuccess: () => enter(next),
  });
  return (
    <form onSubmit={form.onSubmit((values) => verify.mutate(values))} noValidate>
      <Stack>
        <AuthTitle title={t('secondFactor.title')}>
          {t(usesRecovery ? 'secondFactor.recoveryIntro' : 'secondFactor.totpIntro')}
        </AuthTitle>
        <FormProblem>
          {refusalSentence(verify.error, {
            INVALID_CODE: t('secondFactor.wrong'),
            INVALID_BACKUP_CODE: t('secondFactor.wrong'),
            INVALID_TWO_FACTOR_COOKIE: t('secondFactor.expired'),
          })}
        </FormProblem>
        <TextInput
          label={t(usesRecovery ? 'secondFactor.recoveryCode' : 'secondFactor.code')}
          autoComplete="one-time-code"
          inputMode={usesRecovery ? 'text' : 'numeric'}
          required
          withAsterisk={false}
          {...form.text('code')}
        />
        {!usesRecovery && <Checkbox label={t('secondFactor.trust')} {...form.tick('trustDevice')} />}
        <Button type="submit" size="md" loading={verify.isPending || verify.isSuccess}>
          {t('secondFactor.submit')}
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={change}>
          {t(usesRecovery ? 'secondFactor.useTotp' : 'secondFactor.useRecovery')}
        </Anchor>
      </Stack>
    </form>
  );
}
