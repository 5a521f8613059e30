import type { Holiday } from '@answerdesk/domain';
import { Button, Fieldset, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useSentences } from '../../../i18n.ts';
import { DayHours } from './day-hours.tsx';

/** Days with other hours than the week's. */
export function Holidays({
  holidays,
  isDisabled,
  onChange,
}: {
  readonly holidays: readonly Holiday[];
  readonly isDisabled: boolean;
  readonly onChange: (holidays: Holiday[]) => void;
}) {
  const t = useSentences('settings');
  const change = (at: number, changes: Partial<Holiday>) =>
    onChange(holidays.map((each, index) => (index === at ? { ...each, ...changes } : each)));
  const keys = holidays.map((_, index) => `holiday ${index}`);
  return (
    <Fieldset variant="unstyled" disabled={isDisabled}>
      <Stack gap="md">
        {holidays.length === 0 && <Text c="dimmed">{t('holidays.none')}</Text>}
        {holidays.map(({ name, from, until, hours }, index) => (
          <Paper key={keys[index]} withBorder radius="md" p="sm">
            <Stack gap="sm">
              <Group gap="sm" align="flex-end">
                <TextInput
                  label={t('holidays.name')}
                  flex="1 1 10rem"
                  maxLength={100}
                  value={name}
                  onChange={({ currentTarget }) => change(index, { name: currentTarget.value })}
                />
                <TextInput
                  type="date"
                  label={t('holidays.from')}
                  value={from}
                  onChange={({ currentTarget: { value } }) =>
                    change(index, { from: value, ...(until < value && { until: value }) })
                  }
                />
                <TextInput
                  type="date"
                  label={t('holidays.until')}
                  min={from}
                  value={until}
                  onChange={({ currentTarget }) => change(index, { until: currentTarget.value })}
                />
                <Button
                  variant="default"
                  aria-label={t('holidays.removeOne', { name: name || from })}
                  onClick={() => onChange(holidays.filter((_, each) => each !== index))}
                >
                  {t('holidays.remove')}
                </Button>
              </Group>
              <DayHours
                name={t('holidays.hours')}
                intervals={hours}
                onChange={(next) => change(index, { hours: next })}
              />
            </Stack>
          </Paper>
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...holidays, freshHoliday(holidays)])}
          >
            {t('holidays.add')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

/** Tomorrow, or the day after the last one. */
function freshHoliday(holidays: readonly Holiday[]): Holiday {
  const last = holidays
    .map(({ until }) => until)
    .sort()
    .at(-1);
  const today = new Date().toISOString().slice(0, 10);
  const after = last && last >= today ? last : today;
  const day = new Date(Date.parse(`${after}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return { name: '', from: day, until: day, hours: [] };
}
