import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';

export function TeamPage() {
  const t = useSentences('team');
  return <PageHeader title={t('title')} />;
}
