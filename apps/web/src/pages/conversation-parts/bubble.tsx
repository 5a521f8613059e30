import { Badge, Box, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconClock, IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { MarkedText } from '../../components/marked-text.tsx';
import { Picture } from '../../components/rendered-part.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import classes from './bubble.module.css';
import type { MessageEntry } from './entry.ts';
import { Said } from './said.tsx';
import { Why } from './why.tsx';

type In = Extract<MessageEntry, { kind: 'in' }>;
type Out = Extract<MessageEntry, { kind: 'out' }>;

/** What a page adds to a bubble: who wrote it, the words in another language, what can be done with it. */
export interface BubbleExtras {
  readonly authorName?: string | undefined;
  /** Shown in place of the words. */
  readonly words?: ReactNode;
  readonly actions?: ReactNode;
  readonly warning?: ReactNode;
}

interface BubbleProps<Kind extends MessageEntry> extends BubbleExtras {
  readonly entry: Kind;
  readonly question: string;
}

/** One message as a bubble: the customer's at the start of the line, what was said to them at its end. */
export function Bubble({ entry, ...rest }: BubbleProps<MessageEntry>) {
  return entry.kind === 'in' ? <FromCustomer entry={entry} {...rest} /> : <ToCustomer entry={entry} {...rest} />;
}

function FromCustomer({ entry: { message, chosen, draft }, question, words, actions }: BubbleProps<In>) {
  const t = useSentences('conversations');
  return (
    <>
      <Stack gap={4}>
        <Box className={`${classes['bubble']} ${classes['in']}`} dir="auto">
          {words ?? <Said content={message.inbound.content} chosen={chosen} />}
        </Box>
        <Group className={classes['under']}>
          <When at={message.createdAt} />
          {actions}
        </Group>
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

function ToCustomer({ entry: { message, delivery }, question, authorName, words, actions, warning }: BubbleProps<Out>) {
  const t = useSentences('conversations');
  const { content, author, trace } = message;
  return (
    <Stack gap={4} align="flex-end">
      <Box className={`${classes['bubble']} ${classes[author.kind === 'bot' ? 'out' : 'person']}`} dir="auto">
        {words ?? <MarkedText text={content.text} />}
        {content.imageUrl !== undefined && (
          <Box mt={content.text === '' ? 0 : 'xs'}>
            <Picture key={content.imageUrl} address={content.imageUrl} />
          </Box>
        )}
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
        <Text size="xs" c="dimmed" dir="auto">
          {author.kind === 'bot' ? t('bot') : (authorName ?? t('person'))}
        </Text>
        <When at={message.createdAt} />
        <DeliveryState of={delivery} />
        {author.kind === 'bot' && trace && <WhyButton trace={trace} question={question} />}
        {actions}
      </Group>
      {delivery.failure && (
        <Text size="xs" c="var(--mantine-color-error)" className={classes['under']}>
          {t(`failure.${delivery.failure.reason}`)}
        </Text>
      )}
      {warning}
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
      {isOpen && <Why trace={trace} question={question} isOpen={isOpen} close={close} />}
    </>
  );
}
