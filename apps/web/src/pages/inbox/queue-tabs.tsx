import { Text, VisuallyHidden } from '@mantine/core';
import {
  type Icon,
  IconCircleCheck,
  IconHourglass,
  IconMessages,
  IconMoonStars,
  IconUser,
  IconUserQuestion,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import classes from './inbox.module.css';
import { type Queue, queueOf, queues, type Wanted } from './queue.ts';

const signs: Readonly<Record<Queue, Icon>> = {
  mine: IconUser,
  unassigned: IconUserQuestion,
  waiting: IconHourglass,
  snoozed: IconMoonStars,
  all: IconMessages,
  closed: IconCircleCheck,
};

/** Counts end here, as nobody works through more. */
const MOST_COUNTED = 1_000;

/** The queues and how much is in them; under the thumb on a phone. */
export function QueueTabs({ wanted }: { readonly wanted: Wanted }) {
  const t = useSentences('inbox');
  const trpc = useTRPC();
  const { data: counts } = useQuery(trpc.queues.counts.queryOptions());
  const chosen = queueOf(wanted);
  return (
    <nav className={classes['tabs']} aria-label={t('queues')}>
      {queues.map((queue) => {
        const Sign = signs[queue];
        const count = queue === 'all' || queue === 'closed' ? undefined : counts?.[queue];
        return (
          <Link
            key={queue}
            to="/inbox"
            search={(now: Wanted) => ({ ...now, queue })}
            className={classes['tab'] ?? ''}
            // The queue stays the chosen one while a conversation of it is open.
            activeProps={{ 'aria-current': queue === chosen ? 'true' : undefined }}
            inactiveProps={{ 'aria-current': queue === chosen ? 'true' : undefined }}
          >
            <Sign size={18} aria-hidden className={classes['tabSign'] ?? ''} />
            <span className={classes['tabName']}>{t(`queue.${queue}`)}</span>
            {count !== undefined && count > 0 && (
              <Text component="span" className={classes['count'] ?? ''}>
                <VisuallyHidden>: </VisuallyHidden>
                {count >= MOST_COUNTED ? '999+' : count}
              </Text>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
