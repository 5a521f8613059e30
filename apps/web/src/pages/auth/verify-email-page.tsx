import { Loader, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { authClient } from '../../auth-client.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { FormProblem } from '../../components/form-problem.tsx';
import { useSentences } from '../../i18n.ts';
import { AuthTitle } from './auth-title.tsx';
import { refusalSentence } from './refusal.ts';

const route = getRouteApi('/signed-out/verify-email');

export function VerifyEmailPage() {
  const t = useSentences('auth');
  const { token } = route.useSearch();
  const verified = useQuery({
    queryKey: ['verify-email', token],
    queryFn: () => authClient.verifyEmail(token ?? ''),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const bad = t('verify.badLink');
  return (
    <Stack>
      <AuthTitle title={t(verified.isSuccess ? 'verify.doneTitle' : 'verify.title')} />
      {verified.isPending && <Loader aria-label={t('verify.working')} />}
      <FormProblem>
        {refusalSentence(verified.error, { INVALID_TOKEN: bad, TOKEN_EXPIRED: bad, USER_NOT_FOUND: bad })}
      </FormProblem>
      {!verified.isPending && <ButtonLink to="/">{t('verify.goOn')}</ButtonLink>}
    </Stack>
  );
}
