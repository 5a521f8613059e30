import { Badge, Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { AuthRefusal, authClient } from '../../../auth-client.ts';
import { filledSchema, useCheckedForm } from '../../../components/checked-form.ts';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { Section } from '../../../components/section.tsx';
import { useSentences } from '../../../i18n.ts';
import { sessionQuery, useSession } from '../../../session.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

const ScanStep = lazy(() => import('./scan-step.tsx'));

type Step =
  | { readonly at: 'rest' }
  | { readonly at: 'scan'; readonly uri: string; readonly codes: readonly string[] }
  | { readonly at: 'codes'; readonly codes: readonly string[] };

export function TwoFactorSection() {
  const t = useSentences('account');
  const { person } = useSession();
  const queryClient = useQueryClient();
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const badge = (
    <Badge color={person.hasTwoFactor ? 'green' : 'gray'} variant="light" c="var(--mantine-color-text)">
      {t(person.hasTwoFactor ? 'twoFactor.on' : 'twoFactor.off')}
    </Badge>
  );
  return (
    <Section title={t('twoFactor.title')} about={t('twoFactor.whatFor')} aside={badge}>
      {step.at === 'rest' && (
        <PasswordStep
          key={String(person.hasTwoFactor)}
          isOn={person.hasTwoFactor}
          scan={(uri, codes) => setStep({ at: 'scan', uri, codes })}
          show={(codes) => setStep({ at: 'codes', codes })}
        />
      )}
      {step.at === 'scan' && (
        <Suspense fallback={<LoadingRows rows={3} />}>
          <ScanStep
            uri={step.uri}
            confirmed={async () => {
              setStep({ at: 'codes', codes: step.codes });
              notify(t('twoFactor.done'));
              await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
            }}
          />
        </Suspense>
      )}
      {step.at === 'codes' && <RecoveryCodes codes={step.codes} kept={() => setStep({ at: 'rest' })} />}
    </Section>
  );
}

/** Asks for the password again before anything about the second factor changes. */
function PasswordStep({
  isOn,
  scan,
  show,
}: {
  readonly isOn: boolean;
  readonly scan: (uri: string, codes: readonly string[]) => void;
  readonly show: (codes: readonly string[]) => void;
}) {
  const t = useSentences('account');
  const queryClient = useQueryClient();
  const form = useCheckedForm({ password: filledSchema }, { password: '' });
  const onError = (error: unknown) => {
    if (error instanceof AuthRefusal && error.code === 'INVALID_PASSWORD') {
      form.objectTo('password', t('password.wrong'));
    } else notifyFailure(error);
  };
  const begin = useMutation({
    mutationFn: authClient.enableTwoFactor,
    onSuccess: ({ totpURI, backupCodes }) => scan(totpURI, backupCodes),
    onError,
  });
  const renew = useMutation({
    mutationFn: authClient.renewRecoveryCodes,
    onSuccess: ({ backupCodes }) => show(backupCodes),
    onError,
  });
  const turnOff = useMutation({
    mutationFn: authClient.disableTwoFactor,
    onSuccess: async () => {
      notify(t('twoFactor.turnedOff'));
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
    onError,
  });
  return (
    <form onSubmit={form.onSubmit(({ password }) => (isOn ? renew : begin).mutate(password))} noValidate>
      <Stack>
        <PasswordInput
          label={t('twoFactor.confirmPassword')}
          autoComplete="current-password"
          {...form.text('password')}
        />
        <Group justify="flex-end">
          {isOn && (
            <Button
              variant="default"
              loading={turnOff.isPending}
              onClick={(event) => {
                const { form: element } = event.currentTarget;
                if (element) turnOff.mutate(String(new FormData(element).get('password') ?? ''));
              }}
            >
              {t('twoFactor.turnOff')}
            </Button>
          )}
          <Button type="submit" loading={begin.isPending || renew.isPending}>
            {t(isOn ? 'twoFactor.newCodes' : 'twoFactor.begin')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
