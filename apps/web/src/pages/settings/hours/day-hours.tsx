import type { OpenInterval } from '@answerdesk/domain';
import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useSentences } from '../../../i18n.ts';

const MOST = 6;

/** The times of one day; none is closed. */
export function DayHours({
  name,
  intervals,
  onChange,
}: {
  readonly name: string;
  readonly intervals: readonly OpenInterval[];
  readonly onChange: (intervals: OpenInterval[]) => void;
}) {
  const t = useSentences('settings');
  const change = (at: number, changes: Partial<OpenInterval>) =>
    onChange(intervals.map((each, index) => (index === at ? toMidnight({ ...each, ...changes }) : each)));
  const keys = intervals.map((_, index) => `${name} ${index}`);
  return (
    <Group role="group" aria-label={name} align="flex-start" gap="sm">
      <Text w={110} pt={7}>
        {name}
      </Text>
      <Stack gap={6} flex={1}>
        {intervals.length === 0 && (
          <Text c="dimmed" pt={7}>
            {t('hours.closed')}
          </Text>
        )}
        {intervals.map(({ from, to }, index) => (
          <Group key={keys[index]} gap={6} wrap="nowrap">
            <TextInput
              type="time"
              required
              aria-label={t('hours.from', { day: name })}
              value={from}
              onChange={({ currentTarget }) => change(index, { from: currentTarget.value })}
            />
            <span aria-hidden>–</span>
            <TextInput
              type="time"
              required
              aria-label={t('hours.to', { day: name })}
              value={to === '24:00' ? '00:00' : to}
              onChange={({ currentTarget }) => change(index, { to: currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('hours.removeTime', { day: name })}
              onClick={() => onChange(intervals.filter((_, each) => each !== index))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      <Button
        size="compact-sm"
        mt={5}
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={intervals.length >= MOST}
        aria-label={t('hours.addTimeTo', { day: name })}
        onClick={() => onChange([...intervals, nextAfter(intervals)])}
      >
        {t('hours.addTime')}
      </Button>
    </Group>
  );
}

/** An end at midnight is the end of the day. */
function toMidnight({ from, to }: OpenInterval): OpenInterval {
  return { from, to: to === '00:00' ? '24:00' : to };
}

function nextAfter(intervals: readonly OpenInterval[]): OpenInterval {
  const last = intervals.at(-1);
  return last && last.to < '20:00' ? { from: last.to, to: '21:00' } : { from: '09:00', to: '17:00' };
}
