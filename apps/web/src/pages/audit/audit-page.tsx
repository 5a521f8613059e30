import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';

export function AuditPage() {
  const t = useSentences('audit');
  return <PageHeader title={t('title')} />;
}
