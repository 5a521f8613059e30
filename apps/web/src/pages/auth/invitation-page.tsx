import { Button, Loader, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { authClient } from '../../auth-client.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { FormProblem } from '../../components/form-problem.tsx';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { useSentences } from '../../i18n.ts';
import { problemOf, problemSentence } from '../../problem.ts';
import { sessionQuery } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';
import { AuthTitle } from './auth-title.tsx';
import { useEnter } from './enter.ts';
import { JoinForm } from './join-form.tsx';

const route = getRouteApi('/signed-out/invitations/$id');

export function InvitationPage() {
  const t = useSentences('auth');
  const shell = useSentences('shell');
  const { id } = route.useParams();
  const trpc = useTRPC();
  const enter = useEnter();
  const invitation = useQuery(trpc.team.invitation.queryOptions({ id }, { retry: false }));
  const session = useQuery(sessionQuery);
  const accept = useMutation(
    trpc.team.accept.mutationOptions({
      onSuccess: async () => {
        await enter();
        notify(t('invitation.welcome', { tenant: invitation.data?.tenantName ?? '' }));
      },
    }),
  );
  if (invitation.isPending || session.isPending) return <Loader aria-label={shell('state.loading')} />;
  if (invitation.error) {
    const isGone = ['NOT_FOUND', 'BAD_REQUEST'].includes(problemOf(invitation.error));
    return (
      <Stack>
        <AuthTitle title={t('invitation.title', { tenant: 'Answerdesk' })} />
        <FormProblem>{isGone ? t('invitation.badLink') : shell(problemSentence(invitation.error))}</FormProblem>
        <ButtonLink to="/" variant="default">
          {shell('action.goHome')}
        </ButtonLink>
      </Stack>
    );
  }
  const { email, role, tenantName, inviterName } = invitation.data;
  const person = session.data?.person;
  return (
    <Stack>
      <AuthTitle title={t('invitation.title', { tenant: tenantName })}>
        {t('invitation.intro', { inviter: inviterName, tenant: tenantName, role: shell(`roles.${role}`) })}
      </AuthTitle>
      <FormProblem>{accept.error && shell(problemSentence(accept.error))}</FormProblem>
      {person?.email === email && (
        <Button size="md" loading={accept.isPending} onClick={() => accept.mutate({ id })}>
          {t('invitation.accept')}
        </Button>
      )}
      {person && person.email !== email && (
        <>
          <Text>{t('invitation.otherAccount', { email: person.email, invited: email })}</Text>
          <SignOutHere label={t('invitation.signOutFirst')} />
        </>
      )}
      {!person && <JoinForm email={email} id={id} accept={() => accept.mutateAsync({ id })} />}
    </Stack>
  );
}

function SignOutHere({ label }: { readonly label: string }) {
  const session = useQuery(sessionQuery);
  const signOut = useMutation({
    mutationFn: authClient.signOut,
    onSuccess: () => session.refetch(),
    onError: notifyFailure,
  });
  return (
    <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
      {label}
    </Button>
  );
}
