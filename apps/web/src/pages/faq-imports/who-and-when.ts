import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import type { Job } from './upload-file.ts';

/** Keeps a text in its own direction inside a sentence of another (Unicode's first strong isolate). */
const apart = (text: string) => `\u2068${text}\u2069`;

/** Says who brought a file in, and when. */
export function useWhoAndWhen(): (job: Pick<Job, 'by' | 'createdAt'>) => string {
  const t = useSentences('faq-imports');
  const { moment } = useFormat();
  return ({ by, createdAt }) => t('recent.by', { who: apart(by), when: apart(moment(createdAt)) });
}
