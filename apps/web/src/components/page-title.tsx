import { useDocumentTitle } from '@mantine/hooks';

/** The title in the browser's tab. */
export function PageTitle({ children }: { readonly children: string }) {
  useDocumentTitle(`${children} · Answerdesk`);
  return null;
}
