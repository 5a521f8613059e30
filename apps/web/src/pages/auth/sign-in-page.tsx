import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';

export function SignInPage() {
  const t = useSentences('auth');
  return <PageHeader title={t('title')} />;
}
