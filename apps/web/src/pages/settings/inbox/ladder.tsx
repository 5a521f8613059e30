import type { InboxRules } from '@answerdesk/domain';
import { Fieldset, MultiSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';
import { Whole } from './whole.tsx';

const A_DAY = 1_440;

/** The steps in which staff are told of what waits, and who is told last. */
export function Ladder({ rules, set }: { readonly rules: InboxRules; readonly set: (rules: InboxRules) => void }) {
  const t = useSentences('settings');
  const trpc = useTRPC();
  const { data: staff = [] } = useQuery(trpc.staff.list.queryOptions());
  const isInOrder =
    rules.pushAfterMinutes <= rules.emailAfterMinutes && rules.emailAfterMinutes <= rules.onCallAfterMinutes;
  const known = new Map(staff.map(({ userId, name }) => [userId, name]));
  return (
    <Fieldset legend={t('inbox.ladder')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('inbox.ladderAbout')}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 3 }} style={{ alignItems: 'end' }}>
          <Whole
            label={t('inbox.push')}
            value={rules.pushAfterMinutes}
            least={0}
            most={A_DAY}
            onChange={(pushAfterMinutes) => set({ ...rules, pushAfterMinutes })}
          />
          <Whole
            label={t('inbox.email')}
            value={rules.emailAfterMinutes}
            least={0}
            most={A_DAY}
            onChange={(emailAfterMinutes) => set({ ...rules, emailAfterMinutes })}
          />
          <Whole
            label={t('inbox.onCall')}
            value={rules.onCallAfterMinutes}
            least={0}
            most={A_DAY}
            onChange={(onCallAfterMinutes) => set({ ...rules, onCallAfterMinutes })}
          />
        </SimpleGrid>
        {!isInOrder && (
          <Text size="sm" role="status">
            {t('inbox.order')}
          </Text>
        )}
        <MultiSelect
          label={t('inbox.onCallIds')}
          description={t('inbox.onCallAbout')}
          placeholder={rules.onCallIds.length === 0 ? t('inbox.nobodyOnCall') : ''}
          maxValues={20}
          clearable
          value={rules.onCallIds}
          onChange={(chosen) =>
            set({
              ...rules,
              onCallIds: [...known.keys(), ...rules.onCallIds].filter(
                (id, at, all) => chosen.includes(id) && all.indexOf(id) === at,
              ),
            })
          }
          data={[...new Set([...known.keys(), ...rules.onCallIds])].map((value) => ({
            value,
            label: known.get(value) ?? value,
          }))}
        />
      </Stack>
    </Fieldset>
  );
}
