import { Anchor, Button, Code, Group, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { TextLink } from '../../components/button-link.tsx';
import { useChannelName } from '../../components/channel-names.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import type { Agreed } from './by-hand.tsx';
import { CredentialsForm } from './credentials-form.tsx';
import { type Connected, Finished } from './finished.tsx';
import type { Platform } from './platform.ts';
import { platforms } from './platforms.ts';

interface Done {
  readonly result: Connected;
  readonly agreed: readonly Agreed[];
}

/** The wizard: which platform, what to do there, what it gave, what is left to do there, and the first message arriving. */
export function ConnectPage() {
  const t = useSentences('channels');
  const channelName = useChannelName();
  const [chosen, setChosen] = useState<Platform>();
  const [done, setDone] = useState<Done>();
  return (
    <>
      <PageHeader title={chosen ? t('connect.titleOf', { platform: channelName(chosen.channel) }) : t('connect.title')}>
        <Group gap="md">
          <TextLink to="/channels">{t('connect.back')}</TextLink>
          {chosen && !done && (
            <Anchor component="button" type="button" onClick={() => setChosen(undefined)}>
              {t('connect.another')}
            </Anchor>
          )}
        </Group>
      </PageHeader>
      {done ? (
        <Finished {...done} onChange={(result) => setDone({ ...done, result })} />
      ) : chosen ? (
        <Stack gap="lg">
          <Steps platform={chosen} />
          <Enter key={chosen.channel} platform={chosen} onConnected={setDone} />
        </Stack>
      ) : (
        <Choice onChoose={setChosen} />
      )}
    </>
  );
}

function Choice({ onChoose }: { readonly onChoose: (platform: Platform) => void }) {
  const t = useSentences('channels');
  const channelName = useChannelName();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {Object.values(platforms).map((platform) => (
        <Button
          key={platform.channel}
          variant="default"
          radius="lg"
          h="auto"
          p="md"
          justify="flex-start"
          data-channel={platform.channel}
          leftSection={<platform.icon size={28} aria-hidden />}
          styles={{ label: { whiteSpace: 'normal', textAlign: 'start' }, inner: { gap: 4 } }}
          onClick={() => onChoose(platform)}
        >
          <span>
            <Text component="span" fw={600} display="block">
              {channelName(platform.channel)}
            </Text>
            <Text component="span" size="sm" c="dimmed" display="block" fw={400}>
              {t(platform.about)}
            </Text>
          </span>
        </Button>
      ))}
    </SimpleGrid>
  );
}

function Steps({ platform }: { readonly platform: Platform }) {
  const t = useSentences('channels');
  return (
    <Section
      title={t(platform.heading ?? 'connect.there', { platform: platform.place ?? '' })}
      about={t(platform.about)}
    >
      <List type="ordered" spacing="md" pe="md">
        {platform.steps.map(({ text, copy, open }) => (
          <List.Item key={text}>
            <Stack gap={4} align="flex-start">
              <Text maw="65ch">{t(text)}</Text>
              {copy !== undefined && (
                <Group gap="xs">
                  <Code fz="md" dir="ltr">
                    {copy}
                  </Code>
                  <CopyButton text={copy} />
                </Group>
              )}
              {open && (
                <Anchor href={open.href} target="_blank" rel="noreferrer">
                  {t(open.label)} <IconExternalLink size={14} aria-hidden />
                </Anchor>
              )}
            </Stack>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

function Enter({ platform, onConnected }: { readonly platform: Platform; readonly onConnected: (done: Done) => void }) {
  const t = useSentences('channels');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const connect = useMutation({
    mutationFn: (credentials: Readonly<Record<string, string>>) =>
      trpcClient.channels.connect.mutate({ channel: platform.channel, credentials }),
    onSuccess: (result, credentials) => {
      void queryClient.invalidateQueries(trpc.channels.pathFilter());
      const agreed = platform.fields.flatMap(({ name, label, makes }) => {
        const value = credentials[name];
        return makes === undefined || value === undefined ? [] : [{ label: t(label), value }];
      });
      onConnected({ result, agreed });
    },
  });
  const isSecret = platform.fields.some(({ isPlain }) => !isPlain);
  return (
    <Section title={t('connect.here')} {...(isSecret && { about: t('connect.sealed') })}>
      <CredentialsForm
        platform={platform}
        submit={t('connect.submit')}
        isPending={connect.isPending}
        error={connect.error}
        onSubmit={connect.mutate}
      />
    </Section>
  );
}
