import { Badge, Box, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconClock, IconHelpCircle } from '@tabler/icons-react';
import { MarkedText } from '../../components/marked-text.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import classes from './conversations.module.css';
import { Said } from './said.tsx';
import type { Entry } from './wanted.ts';
import { Why } from './why.tsx';

type In = Extract<Entry, { kind: 'in' }>;
type Out = Extract<Entry, { kind: 'out' }>;

/** One message as a bubble: the customer's at the start of the line, what was said to them at its end. */
export function Bubble({ entry, question }: { readonly entry: Entry; readonly question: string }) {
  return entry.kind === 'in' ? (
    <FromCustomer entry={entry} question={question} />
  ) : (
    <ToCustomer entry={entry} question={question} />
  );
}

function FromCustomer({
  entry: { message, chosen, draft },
  question,
}: {
  readonly entry: In;
  readonly question: string;
}) {
  const t = useSentences('conversations');
  return (
    <>
      <Stack gap={4}>
        <Box className={`${classes['bubble']} ${classes['in']}`} dir="auto">
          <Said content={message.inbound.content} chosen={chosen} />
        </Box>
        <When at={message.createdAt} />
      </Stack>
      {draft && (
        <Stack gap={4} align="flex-end">
          <Box className={`${classes['bubble']} ${classes['draft']}`} dir="auto">
            <MarkedText text={draft.content.text} />
          </Box>
          <Group className={classes['under']} justify="flex-end">
            <Badge variant="default" size="sm">
              {t('draft')}
            </Badge>
            <WhyButton trace={draft.trace} question={question} />
          </Group>
        </Stack>
      )}
    </>
  );
}

function ToCustomer({ entry: { message, delivery }, question }: { readonly entry: Out; readonly question: string }) {
  const t = useSentences('conversations');
  const { content, author, trace } = message;
  return (
    <Stack gap={4} align="flex-end">
      <Box className={`${classes['bubble']} ${classes['out']}`} dir="auto">
        <MarkedText text={content.text} />
        {content.choices && (
          <Group gap={6} mt="xs">
            {content.choices.map(({ id, label }) => (
              <Badge key={id} variant="default" tt="none" maw="100%" fw={500}>
                {label}
              </Badge>
            ))}
          </Group>
        )}
      </Box>
      <Group className={classes['under']} justify="flex-end">
        <Text size="xs" c="dimmed">
          {author.kind === 'bot' ? t('bot') : t('person')}
        </Text>
        <When at={message.createdAt} />
        <DeliveryState of={delivery} />
        {author.kind === 'bot' && trace && <WhyButton trace={trace} question={question} />}
      </Group>
      {delivery.failure && (
        <Text size="xs" c="var(--mantine-color-error)" className={classes['under']}>
          {t(`failure.${delivery.failure.reason}`)}
        </Text>
      )}
      {delivery.uncertainSends > 0 && (
        <Text size="xs" c="dimmed" className={classes['under']}>
          {t('delivery.repeated', { count: delivery.uncertainSends })}
        </Text>
      )}
    </Stack>
  );
}

const signs = { sent: IconCheck, failed: IconAlertTriangle } as const;

function DeliveryState({ of: { state } }: { readonly of: Out['delivery'] }) {
  const t = useSentences('conversations');
  const Sign = state === 'sent' || state === 'failed' ? signs[state] : IconClock;
  return (
    <Group gap={4} wrap="nowrap" c={state === 'failed' ? 'var(--mantine-color-error)' : 'dimmed'}>
      <Sign size={14} aria-hidden />
      <Text size="xs" c="inherit">
        {t(`delivery.${state}`)}
      </Text>
    </Group>
  );
}

function When({ at }: { readonly at: string }) {
  const format = useFormat();
  return (
    <Tooltip label={format.exactly(at)}>
      <Text size="xs" c="dimmed" component="time" dateTime={at}>
        {format.moment(at)}
      </Text>
    </Tooltip>
  );
}

function WhyButton({ trace, question }: { readonly trace: unknown; readonly question: string }) {
  const t = useSentences('conversations');
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconHelpCircle size={14} aria-hidden />}
        onClick={open}
        aria-haspopup="dialog"
      >
        {t('why')}
      </Button>
      <Why trace={trace} question={question} isOpen={isOpen} close={close} />
    </>
  );
}
