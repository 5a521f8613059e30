import { Grid, Paper, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconHelpCircle, IconMessages } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { useSession } from '../../session.ts';
import { readZonedInput } from '../faqs/zoned-input.ts';
import { AsOfChoice, AsOfNote, type Moment } from './as-of.tsx';
import { Chat } from './chat.tsx';
import { type Customer, CustomerChoice } from './customer-choice.tsx';
import { type Turn, useRehearsal } from './rehearsal.ts';
import { Why } from './why.tsx';

const route = getRouteApi('/signed-in/bench');

export function BenchPage() {
  const t = useSentences('bench');
  const { tenant } = useSession();
  const { ask } = route.useSearch();
  const [customer, setCustomer] = useState<Customer>({ channel: 'telegram', locale: tenant.locale });
  const [explained, setExplained] = useState<number>();
  const [tab, setTab] = useState<string | null>('chat');
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const [at, setAt] = useState<Moment>();
  const rehearsal = useRehearsal(customer, at === undefined ? undefined : readZonedInput(at), ({ id }) =>
    setExplained(id),
  );
  const turn = rehearsal.turns.find(({ id, reply }) => id === explained && reply);
  const { say } = rehearsal;
  const asked = useRef<string>(undefined);
  useEffect(() => {
    if (ask === undefined || asked.current === ask) return;
    asked.current = ask;
    say({ kind: 'text', text: ask }, ask);
  }, [ask, say]);
  const askAgain = ({ said, label, before }: Turn) => {
    setTab('chat');
    rehearsal.say(said, label, before);
  };
  // A conversation is of one time.
  const goTo = (moment: Moment | undefined) => {
    rehearsal.restart();
    setAt(moment);
  };
  const chat = (
    <Chat
      rehearsal={rehearsal}
      locale={customer.locale}
      explained={turn?.id}
      onExplain={(id) => {
        setExplained(id);
        setTab('why');
      }}
    />
  );
  const why = <Why turn={turn} onAskAgain={askAgain} isNow={at === undefined} />;
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <CustomerChoice customer={customer} onChange={setCustomer} />
            <AsOfChoice key={at} at={at} onChoose={goTo} />
          </>
        }
      >
        {t('intro')}
      </PageHeader>
      <div role="status">{at !== undefined && <AsOfNote at={at} back={() => goTo(undefined)} />}</div>
      {isWide ? (
        <Grid gap="md">
          <Grid.Col span={7}>{chat}</Grid.Col>
          <Grid.Col span={5}>
            <Paper component="section" aria-label={t('tab.why')} withBorder radius="lg" p="lg">
              {why}
            </Paper>
          </Grid.Col>
        </Grid>
      ) : (
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List grow mb="md">
            <Tabs.Tab value="chat" leftSection={<IconMessages size={16} aria-hidden />}>
              {t('tab.chat')}
            </Tabs.Tab>
            <Tabs.Tab value="why" leftSection={<IconHelpCircle size={16} aria-hidden />}>
              {t('tab.why')}
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="chat">{chat}</Tabs.Panel>
          <Tabs.Panel value="why">{why}</Tabs.Panel>
        </Tabs>
      )}
    </>
  );
}
