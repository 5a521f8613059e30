import {
  type BusinessHours,
  businessHoursSchema,
  isOpenAt,
  isTimeZone,
  nextOpening,
  weekdays,
} from '@answerdesk/domain';
import { Button, Group, Select, Stack, Switch, Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { IconCopy } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Section } from '../../../components/section.tsx';
import { useLanguage, useSentences } from '../../../i18n.ts';
import { SectionForm } from '../section-form.tsx';
import { SettingsLoader } from '../settings-loader.tsx';
import { type SettingsView, useSection } from '../use-section.ts';
import { DayHours } from './day-hours.tsx';
import { Holidays } from './holidays.tsx';

const nineToFive = [{ from: '09:00', to: '17:00' }];
const workdays = weekdays.slice(0, 5);

export function HoursPage() {
  return <SettingsLoader>{(view) => <Hours view={view} />}</SettingsLoader>;
}

function Hours({ view }: { readonly view: SettingsView }) {
  const t = useSentences('settings');
  const language = useLanguage();
  const draft = useSection<BusinessHours | null>(
    view,
    ({ hours }) => hours ?? null,
    (value) => ({ section: 'hours', value }),
  );
  const { value: hours, set } = draft;
  const zones = useMemo(() => [...new Set([ownZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])], []);
  const problem = hours && !businessHoursSchema.safeParse(hours).success ? t('hours.wrong') : undefined;
  const copyMonday = () =>
    hours &&
    set({
      ...hours,
      weekly: { ...hours.weekly, ...Object.fromEntries(workdays.map((day) => [day, hours.weekly.monday])) },
    });
  return (
    <SectionForm
      title={t('hours.title')}
      about={t('hours.about')}
      draft={draft}
      problem={problem}
      after={
        hours && (
          <Section title={t('holidays.title')} about={t('holidays.about')}>
            <Holidays
              holidays={hours.holidays}
              isDisabled={!draft.mayWrite}
              onChange={(holidays) => set({ ...hours, holidays })}
            />
          </Section>
        )
      }
    >
      <Switch
        label={t('hours.isOn')}
        checked={hours !== null}
        onChange={({ currentTarget }) => set(currentTarget.checked ? freshHours() : null)}
      />
      {hours === null ? (
        <Text size="sm" c="dimmed">
          {t('hours.none')}
        </Text>
      ) : (
        <>
          <Select
            label={t('hours.zone')}
            data={zones}
            searchable
            allowDeselect={false}
            value={hours.timeZone}
            onChange={(timeZone) => timeZone && set({ ...hours, timeZone })}
          />
          <Stack gap="sm">
            {weekdays.map((day, index) => (
              <DayHours
                key={day}
                name={weekdayName(language, index)}
                intervals={hours.weekly[day]}
                onChange={(intervals) => set({ ...hours, weekly: { ...hours.weekly, [day]: intervals } })}
              />
            ))}
          </Stack>
          <Group>
            <Button size="xs" variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={copyMonday}>
              {t('hours.copyMonday')}
            </Button>
          </Group>
          {problem === undefined && <NowLine hours={hours} />}
        </>
      )}
    </SectionForm>
  );
}

/** Whether the business is open by these hours at this moment, and if not, when it is. */
function NowLine({ hours }: { readonly hours: BusinessHours }) {
  const t = useSentences('settings');
  const language = useLanguage();
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), 30_000, { autoInvoke: true });
  const { timeZone } = hours;
  const say = (options: Intl.DateTimeFormatOptions, at: Date) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone }).format(at);
  const time = say({ hour: 'numeric', minute: '2-digit' }, now);
  const opening = nextOpening(hours, now);
  const sentence = isOpenAt(hours, now)
    ? t('hours.openNow', { time, zone: timeZone })
    : opening
      ? t('hours.closedUntil', { time, opening: say(openingStyle(opening, now), opening) })
      : t('hours.neverOpen');
  return (
    <Text fw={600} role="status">
      {sentence}
    </Text>
  );
}

function openingStyle(opening: Date, now: Date): Intl.DateTimeFormatOptions {
  const isFar = opening.getTime() - now.getTime() > 6 * 86_400_000;
  return { weekday: 'long', hour: 'numeric', minute: '2-digit', ...(isFar && { day: 'numeric', month: 'long' }) };
}

function freshHours(): BusinessHours {
  const [monday, tuesday, wednesday, thursday, friday] = workdays.map(() => nineToFive.map((each) => ({ ...each })));
  return {
    timeZone: ownZone(),
    weekly: {
      monday: monday ?? [],
      tuesday: tuesday ?? [],
      wednesday: wednesday ?? [],
      thursday: thursday ?? [],
      friday: friday ?? [],
      saturday: [],
      sunday: [],
    },
    holidays: [],
  };
}

function ownZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : 'UTC';
}

/** 2024 began on a Monday. */
function weekdayName(language: string, index: number): string {
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, 1 + index)),
  );
}
