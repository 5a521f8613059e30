import { Button, Group, Stack, Switch } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Section } from '../../../components/section.tsx';
import { useSentences } from '../../../i18n.ts';
import { playTone } from '../live/tone.ts';
import { PushSwitch } from './push-switch.tsx';
import { type Me, useSaveMe } from './use-save-me.ts';
import { Can, Cannot } from './what-browser-can.tsx';

type Way = keyof Me['notify'];

/** Which ways of being told a member wants, and what this browser has to be asked for first. */
export function NotifySection({ me }: { readonly me: Me }) {
  const t = useSentences('inbox-me');
  const save = useSaveMe(me);
  const [wants, setWants] = useState(me.notify);
  const set = (way: Way, isOn: boolean) => {
    const next = { ...wants, [way]: isOn };
    setWants(next);
    save.mutate({ notify: next }, { onError: () => setWants(wants) });
  };
  const way = (name: Way, about?: string, more?: ReactNode) => (
    <Stack gap={6}>
      <Switch
        label={t(`notify.${name}`)}
        {...(about !== undefined && { description: about })}
        checked={wants[name]}
        onChange={({ currentTarget }) => set(name, currentTarget.checked)}
      />
      {wants[name] && more}
    </Stack>
  );
  return (
    <Section title={t('notify.title')} about={t('notify.about')}>
      <Stack gap="lg">
        {way(
          'sound',
          undefined,
          <Group>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlayerPlay size={14} aria-hidden />}
              onClick={() => void playTone()}
            >
              {t('notify.tryIt')}
            </Button>
          </Group>,
        )}
        {way('desktop', t('notify.desktopAbout'), <DesktopPermission />)}
        {way('push', t('notify.pushAbout'), <PushSwitch />)}
        {way('email')}
      </Stack>
    </Section>
  );
}

function DesktopPermission() {
  const t = useSentences('inbox-me');
  const [permission, setPermission] = useState(permissionNow);
  if (permission === 'unsupported') return <Cannot>{t('notify.unsupported')}</Cannot>;
  if (permission === 'denied') return <Cannot>{t('notify.denied')}</Cannot>;
  if (permission === 'granted') return <Can>{t('notify.allowed')}</Can>;
  return (
    <Group>
      <Button
        size="xs"
        variant="default"
        onClick={() => void Notification.requestPermission().then(setPermission, () => setPermission('denied'))}
      >
        {t('notify.allow')}
      </Button>
    </Group>
  );
}

function permissionNow(): NotificationPermission | 'unsupported' {
  return 'Notification' in window && window.isSecureContext ? Notification.permission : 'unsupported';
}
