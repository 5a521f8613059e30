import { getRouteApi } from '@tanstack/react-router';
import { useSession } from '../../../session.ts';
import { emptyDraft } from './draft.ts';
import { Editor } from './editor.tsx';

const route = getRouteApi('/signed-in/faqs/new');

export function NewFaqPage() {
  const { question = '' } = route.useSearch();
  const { tenant } = useSession();
  return <Editor key={question} faq={undefined} initial={emptyDraft(question, tenant.locale)} />;
}
