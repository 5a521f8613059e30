import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../../../components/button-link.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';
import { ChatSection } from './chat-section.tsx';
import { NotifySection } from './notify-section.tsx';
import { WorkSection } from './work-section.tsx';

/** How one takes conversations and hears of them; every member has this page. */
export function MyInboxPage() {
  const t = useSentences('inbox-me');
  const trpc = useTRPC();
  const { data: me, error, refetch } = useQuery(trpc.staff.me.queryOptions());
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <ButtonLink to="/inbox" variant="default">
            {t('toInbox')}
          </ButtonLink>
        }
      >
        {t('intro')}
      </PageHeader>
      <Stack maw={760}>
        {error && !me && <ErrorState error={error} retry={refetch} />}
        {!me && !error && <LoadingRows rows={3} height={200} />}
        {me && (
          <>
            <WorkSection me={me} />
            <NotifySection me={me} />
            <ChatSection />
          </>
        )}
      </Stack>
    </>
  );
}
