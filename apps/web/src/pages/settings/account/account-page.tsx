import { PageHeader } from '../../../components/page-header.tsx';
import { useSentences } from '../../../i18n.ts';

export function AccountPage() {
  const t = useSentences('shell');
  return <PageHeader title={t('nav.account')} />;
}
