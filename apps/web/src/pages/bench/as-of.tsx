import { Alert, Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocale } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import { readZonedInput, zonedInput } from '../faqs/zoned-input.ts';

/** A moment by the clocks of the business, as its input holds it. */
export type Moment = string;

/** Chooses the moment as of which the bot answers. */
export function AsOfChoice({
  at,
  onChoose,
}: {
  readonly at: Moment | undefined;
  readonly onChoose: (at: Moment) => void;
}) {
  const t = useSentences('bench');
  const trpc = useTRPC();
  const { data: zone = 'UTC' } = useQuery(trpc.faqs.timeZone.queryOptions());
  const [isOpen, { close, toggle }] = useDisclosure();
  const [text, setText] = useState(at);
  const shown = text ?? at ?? zonedInput(new Date(), zone);
  return (
    <Popover opened={isOpen} onChange={close} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          style={{ alignSelf: 'flex-end' }}
          leftSection={<IconCalendarSearch size={18} aria-hidden />}
          aria-expanded={isOpen}
          onClick={toggle}
        >
          {t('asOf.choose')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('asOf.choose')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!readZonedInput(shown)) return;
            onChoose(shown);
            close();
          }}
        >
          <Stack maw={320}>
            <TextInput
              data-autofocus
              type="datetime-local"
              label={t('asOf.when')}
              description={t('asOf.zone', { zone })}
              required
              value={shown}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
            />
            <Text size="xs" c="dimmed">
              {t('asOf.about')}
            </Text>
            <Button type="submit" disabled={!readZonedInput(shown)}>
              {t('asOf.go')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Says as of which moment the bot answers, and leads back to now. */
export function AsOfNote({ at, back }: { readonly at: Moment; readonly back: () => void }) {
  const t = useSentences('bench');
  const locale = useLocale();
  // The same clocks show it as hold it.
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(
    new Date(`${at}Z`),
  );
  return (
    <Alert mb="md" color="orange" icon={<IconCalendarSearch aria-hidden />}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {t('asOf.set', { when })}
        </Text>
        <Button size="xs" variant="default" onClick={back}>
          {t('asOf.now')}
        </Button>
      </Group>
    </Alert>
  );
}
