import { Alert, List, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { PathLink } from '../../components/path-link.tsx';
import { useSentences } from '../../i18n.ts';
import type { trpcClient } from '../../trpc.ts';

type Told = Awaited<ReturnType<typeof trpcClient.faqImports.addMany.mutate>>;
export type Added = Pick<Exclude<Told, { outcome: 'needs-reason' }>, 'changed' | 'known'>;

/** What came of taking FAQs over from a page. */
export function AddedNote({ added: { changed, known } }: { readonly added: Added }) {
  const t = useSentences('faq-imports');
  return (
    <Alert color="brand" icon={<IconCircleCheck aria-hidden />} role="status">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('page.added', { count: changed.length })}</Text>
        {known.length > 0 && (
          <>
            <Text size="sm">{t('page.known', { count: known.length })}</Text>
            <List size="sm" mah={200} style={{ overflowY: 'auto' }}>
              {known.map((question) => (
                <List.Item key={question}>
                  <span dir="auto">{question}</span>
                </List.Item>
              ))}
            </List>
          </>
        )}
        <PathLink to="/faqs" size="sm">
          {t('end.toFaqs')}
        </PathLink>
      </Stack>
    </Alert>
  );
}
