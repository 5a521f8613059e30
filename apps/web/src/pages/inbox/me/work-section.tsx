import { Button, Group, MultiSelect, NumberInput, Stack, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { languageName } from '../../../components/language-name.ts';
import { Section } from '../../../components/section.tsx';
import { useLanguage, useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';
import { type Me, useSaveMe } from './use-save-me.ts';

/** Languages that can be chosen; those somebody has besides stay choosable for them. */
const offered = 'en zh es de fr ja ar pt it nl pl ru tr uk vi th id hi ko sv da no fi cs el he ro hu'.split(' ');
const MOST_AT_ONCE = 100;

/** What routing gives a member: how many, in which languages, about what, and not while they are away. */
export function WorkSection({ me }: { readonly me: Me }) {
  const t = useSentences('inbox-me');
  const shell = useSentences('shell');
  const screen = useLanguage();
  const trpc = useTRPC();
  const save = useSaveMe(me);
  const { data: known = [] } = useQuery(trpc.faqs.categories.queryOptions());
  const [publicName, setPublicName] = useState(me.publicName ?? '');
  const [capacity, setCapacity] = useState<number | string>(me.capacity);
  const [languages, setLanguages] = useState<readonly string[]>(me.languages);
  const [categories, setCategories] = useState<readonly string[]>(me.categories);
  const [isAway, setAway] = useState(me.awayUntil !== undefined && new Date(me.awayUntil) > new Date());
  const [until, setUntil] = useState(localMoment(me.awayUntil));
  const isPast = isAway && !(new Date(until).getTime() > Date.now());
  const isCapacityWrong = typeof capacity !== 'number' || capacity < 1 || capacity > MOST_AT_ONCE;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPast || isCapacityWrong) return;
    save.mutate({
      publicName: publicName.trim() === '' ? undefined : publicName.trim(),
      capacity,
      languages: [...languages],
      categories: [...categories],
      awayUntil: isAway ? new Date(until).toISOString() : undefined,
    });
  };
  return (
    <Section title={t('work.title')} about={t('work.about')}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label={t('work.name')}
            description={t('work.nameAbout')}
            name="publicName"
            maxLength={60}
            dir="auto"
            value={publicName}
            onChange={({ currentTarget }) => setPublicName(currentTarget.value)}
          />
          <NumberInput
            label={t('work.capacity')}
            min={1}
            max={MOST_AT_ONCE}
            allowDecimal={false}
            maw={320}
            value={capacity}
            error={isCapacityWrong ? shell('field.tooBig', { most: MOST_AT_ONCE }) : undefined}
            onChange={setCapacity}
          />
          <MultiSelect
            label={t('work.languages')}
            placeholder={languages.length === 0 ? t('work.all') : ''}
            searchable
            clearable
            value={[...languages]}
            onChange={setLanguages}
            data={[...new Set([...offered, ...languages])].map((value) => ({
              value,
              label: languageName(value, screen),
            }))}
          />
          {(known.length > 0 || categories.length > 0) && (
            <MultiSelect
              label={t('work.categories')}
              placeholder={categories.length === 0 ? t('work.all') : ''}
              searchable
              clearable
              value={[...categories]}
              onChange={setCategories}
              data={[...new Set([...known.map(({ name }) => name), ...categories])]}
            />
          )}
          <Switch
            label={t('away.isOn')}
            description={t('away.about')}
            checked={isAway}
            onChange={({ currentTarget }) => setAway(currentTarget.checked)}
          />
          {isAway && (
            <TextInput
              type="datetime-local"
              label={t('away.until')}
              name="awayUntil"
              maw={280}
              required
              value={until}
              error={isPast ? t('away.wrong') : undefined}
              onChange={({ currentTarget }) => setUntil(currentTarget.value)}
            />
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={isPast || isCapacityWrong}>
              {shell('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

/** A moment as a field of the browser's has it, in the device's time; tomorrow morning where none is set. */
function localMoment(moment: string | undefined): string {
  const at = moment === undefined ? tomorrowAtNine() : new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function tomorrowAtNine(): Date {
  const at = new Date();
  at.setDate(at.getDate() + 1);
  at.setHours(9, 0, 0, 0);
  return at;
}
