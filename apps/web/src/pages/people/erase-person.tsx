import type { ContactId } from '@answerdesk/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { useSentences } from '../../i18n.ts';
import { problemOf } from '../../problem.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import type { PersonRead } from './person.ts';

/** Forgets a customer for good; the server goes on with it by itself. */
export function ErasePerson({
  id,
  name,
  contacts,
}: {
  readonly id: ContactId;
  readonly name: string;
  readonly contacts: PersonRead['contacts'];
}) {
  const t = useSentences('people');
  const navigate = useNavigate();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const contactIds = contacts.map(({ contactId }) => contactId);
  const erase = useMutation({
    mutationFn: () => trpcClient.people.erase.mutate({ contactId: id, contactIds }),
    onSuccess: () => {
      notify(t('erase.done'));
      return navigate({ to: '/conversations' });
    },
    onError: (error) => {
      if (problemOf(error) !== 'CONFLICT') return notifyFailure(error);
      notify(t('erase.changed'), 'failed');
      return queryClient.invalidateQueries({ queryKey: trpc.people.get.pathKey() });
    },
  });
  return (
    <ConfirmButton
      label={t('erase.of', { name })}
      question={t('erase.question', { name })}
      yes={t('erase.yes')}
      isPending={erase.isPending}
      onYes={() => erase.mutate()}
    >
      {t('erase.do')}
    </ConfirmButton>
  );
}
