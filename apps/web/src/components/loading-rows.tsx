import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useSentences } from '../i18n.ts';

const names = Array.from({ length: 50 }, (_, at) => `row ${at}`);

/** The place of a list while it is fetched, as high as the list will be. */
export function LoadingRows({ rows = 6, height = 44 }: { readonly rows?: number; readonly height?: number }) {
  const t = useSentences('shell');
  return (
    <Stack gap="xs" aria-busy="true">
      <VisuallyHidden role="status">{t('state.loading')}</VisuallyHidden>
      {names.slice(0, rows).map((name) => (
        <Skeleton key={name} h={height} />
      ))}
    </Stack>
  );
}
