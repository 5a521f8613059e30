import { Stack } from '@mantine/core';
import { PageHeader } from '../../components/page-header.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { useSentences } from '../../i18n.ts';
import { FromFile } from './from-file.tsx';
import { FromPage } from './from-page.tsx';
import { RecentImports } from './recent-imports.tsx';

/** The ways FAQs come in that somebody wrote elsewhere, and what came in of late. */
export function ImportsPage() {
  const t = useSentences('faq-imports');
  return (
    <>
      <PageHeader title={t('title')} actions={<PathLink to="/faqs">{t('toFaqs')}</PathLink>}>
        {t('intro')}
      </PageHeader>
      <Stack gap="lg">
        <FromFile />
        <FromPage />
        <RecentImports />
      </Stack>
    </>
  );
}
