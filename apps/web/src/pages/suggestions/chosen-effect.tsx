import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../trpc.ts';
import { asked, EffectCard } from '../faqs/gate/effect-panel.tsx';
import type { SuggestionRead } from './suggestion.ts';
import { Takers } from './takers.tsx';

/** Choosing is over when nothing was chosen for so long. */
const SETTLED_MS = 800;

/** What approving the chosen suggestions together would change. */
export function ChosenEffect({
  chosen,
  leaveOut,
}: {
  readonly chosen: readonly SuggestionRead[];
  readonly leaveOut: (id: string) => void;
}) {
  const trpc = useTRPC();
  const suggestions = chosen.map(({ id, revision }) => ({ id, revision }));
  const key = JSON.stringify(suggestions);
  const [settled] = useDebouncedValue(key, SETTLED_MS);
  const isSettled = key === settled;
  const { data, isFetching, refetch } = useQuery(
    trpc.suggestions.effect.queryOptions({ suggestions }, { enabled: isSettled && chosen.length > 0, ...asked }),
  );
  if (chosen.length === 0) return null;
  return (
    <EffectCard effect={data?.effect} isFetching={isFetching || !isSettled} again={refetch}>
      {data && (
        <Takers
          taking={data.taking}
          questionOf={(wanted) => chosen.find(({ id }) => id === wanted)?.question ?? ''}
          leaveOut={chosen.length > 1 ? leaveOut : undefined}
        />
      )}
    </EffectCard>
  );
}
