import { Alert, Anchor, Button, Code, Group, List, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconExternalLink } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { TextLink } from '../../components/button-link.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { CredentialsForm } from './credentials-form.tsx';
import { CustomersWay } from './customers-way.tsx';
import { FirstMessage } from './first-message.tsx';
import { type Platform, platforms } from './platforms.ts';

type Connected = Awaited<ReturnType<typeof trpcClient.channels.connect.mutate>>;

const all = Object.values(platforms);

/** The wizard: which platform, what to do there, what it gave, and the first message arriving. */
export function ConnectPage() {
  const t = useSentences('channels');
  const [chosen, setChosen] = useState<Platform | undefined>(all.length === 1 ? all[0] : undefined);
  const [connected, setConnected] = useState<Connected>();
  return (
    <>
      <PageHeader title={chosen ? t('connect.titleOf', { platform: t(chosen.name) }) : t('connect.title')}>
        <TextLink to="/channels">{t('connect.back')}</TextLink>
      </PageHeader>
      {connected ? (
        <Finished result={connected} onChange={setConnected} />
      ) : chosen ? (
        <Stack gap="lg">
          <Steps platform={chosen} />
          <Enter platform={chosen} onConnected={setConnected} />
        </Stack>
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {all.map((platform) => (
            <Button key={platform.channel} variant="default" h="auto" p="md" onClick={() => setChosen(platform)}>
              <platform.icon size={24} aria-hidden />
              {t(platform.name)}
            </Button>
          ))}
        </SimpleGrid>
      )}
    </>
  );
}

function Steps({ platform }: { readonly platform: Platform }) {
  const t = useSentences('channels');
  return (
    <Section title={t('connect.there', { platform: t(platform.name) })} about={t(platform.about)}>
      <List type="ordered" spacing="md" pe="md">
        {platform.steps.map(({ text, copy, open }) => (
          <List.Item key={text}>
            <Group gap="xs">
              <Text>{t(text)}</Text>
              {copy !== undefined && (
                <>
                  <Code fz="md" dir="ltr">
                    {copy}
                  </Code>
                  <CopyButton text={copy} />
                </>
              )}
              {open && (
                <Anchor href={open.href} target="_blank" rel="noreferrer">
                  {t(open.label)} <IconExternalLink size={14} aria-hidden />
                </Anchor>
              )}
            </Group>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

function Enter({
  platform,
  onConnected,
}: {
  readonly platform: Platform;
  readonly onConnected: (done: Connected) => void;
}) {
  const t = useSentences('channels');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const connect = useMutation({
    mutationFn: (credentials: Readonly<Record<string, string>>) =>
      trpcClient.channels.connect.mutate({ channel: platform.channel, credentials }),
    onSuccess: (done) => {
      void queryClient.invalidateQueries(trpc.channels.pathFilter());
      onConnected(done);
    },
  });
  return (
    <Section title={t('connect.here')} about={t('connect.sealed')}>
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

function Finished({ result, onChange }: { readonly result: Connected; readonly onChange: (done: Connected) => void }) {
  const t = useSentences('channels');
  const trpc = useTRPC();
  const { account, wasConnected } = result;
  const { data } = useQuery(trpc.channels.list.queryOptions());
  const retry = useMutation({
    mutationFn: () => trpcClient.channels.repair.mutate({ id: account.id }),
    onSuccess: (done) => {
      if (done.account.state === 'unfinished') notify(t('unfinished.about'), 'failed');
      onChange(done);
    },
    onError: notifyFailure,
  });
  if (account.state === 'unfinished') {
    return (
      <Alert color="yellow" title={t('unfinished.title')} icon={<IconAlertTriangle aria-hidden />} role="alert">
        <Stack align="flex-start" gap="sm">
          <Text>{t('unfinished.about')}</Text>
          <Button onClick={() => retry.mutate()} loading={retry.isPending}>
            {t('unfinished.retry')}
          </Button>
        </Stack>
      </Alert>
    );
  }
  return (
    <Stack gap="lg">
      <Paper withBorder radius="lg" p={{ base: 'md', sm: 'lg' }}>
        <Stack gap="md">
          <Title order={2} fz="h4">
            {t(wasConnected ? 'first.renewed' : 'first.title', { name: account.label })}
          </Title>
          <Text>{t('first.write')}</Text>
          {account.link !== undefined && data && (
            <CustomersWay name={account.label} link={account.link} colour={data.colour} />
          )}
          <FirstMessage id={account.id} />
        </Stack>
      </Paper>
    </Stack>
  );
}
