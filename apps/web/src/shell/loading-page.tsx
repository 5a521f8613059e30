import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useSentences } from '../i18n.ts';

/** A page's place while it is fetched. */
export function LoadingPage() {
  const t = useSentences('shell');
  return (
    <Stack gap="lg" aria-busy="true">
      <VisuallyHidden role="status">{t('state.loading')}</VisuallyHidden>
      <Skeleton h={34} w="min(16rem, 60%)" />
      <Skeleton h={180} />
      <Skeleton h={120} />
    </Stack>
  );
}
