import { useQuery } from '@tanstack/react-query';
import { useSentences } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import { useTRPC } from '../../../trpc.ts';
import type { Finder } from './composer-field.tsx';
import type { PaneState } from './use-pane.ts';
import { useStaff } from './use-staff.ts';
import { filledIn } from './written.ts';

const MOST = 30;

/** What `/` finds in a reply and `@` in a note. */
export function useFinders({ name }: PaneState): { readonly canned: Finder; readonly mentions: Finder } {
  const t = useSentences('inbox-pane');
  const trpc = useTRPC();
  const { userId: me } = useSession().person;
  const { staff } = useStaff();
  const { data: replies = [] } = useQuery(trpc.cannedReplies.list.queryOptions(undefined, { staleTime: 60_000 }));
  const names = { customer: name, agent: staff.find(({ userId }) => userId === me)?.publicName };
  return {
    canned: {
      mark: '/',
      label: t('canned.title'),
      find: (typed) => {
        const wanted = typed.toLocaleLowerCase();
        const fits = replies.filter(
          ({ shortcut, text }) =>
            shortcut.toLocaleLowerCase().includes(wanted) ||
            (wanted.length > 2 && text.toLocaleLowerCase().includes(wanted)),
        );
        const isFirst = (shortcut: string) => shortcut.toLocaleLowerCase().startsWith(wanted);
        return fits
          .toSorted(
            (a, b) => Number(isFirst(b.shortcut)) - Number(isFirst(a.shortcut)) || a.shortcut.localeCompare(b.shortcut),
          )
          .slice(0, MOST)
          .map(({ id, shortcut, text }) => ({ id, label: `/${shortcut}`, about: filledIn(text, names) }));
      },
      put: ({ about }) => about ?? '',
    },
    mentions: {
      mark: '@',
      label: t('mention.title'),
      find: (typed) => {
        const wanted = typed.toLocaleLowerCase();
        return staff
          .filter(({ name: each }) =>
            each
              .toLocaleLowerCase()
              .split(/\s+/)
              .some((word) => word.startsWith(wanted)),
          )
          .slice(0, MOST)
          .map(({ userId, name: each, isHere, isIdle }) => ({
            id: userId,
            label: each,
            about: t(isHere ? 'give.present' : isIdle ? 'give.idle' : 'give.absent'),
          }));
      },
      put: ({ label }) => `@${label} `,
    },
  };
}
