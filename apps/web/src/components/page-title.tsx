import { useDocumentTitle } from '@mantine/hooks';
import { useNeedCount } from './need-count.ts';

/** The title in the browser's tab, with how many conversations need the person. */
export function PageTitle({ children }: { readonly children: string }) {
  const need = useNeedCount();
  useDocumentTitle(`${need > 0 ? `(${need}) ` : ''}${children} · Answerdesk`);
  return null;
}
