import {
  ActionIcon,
  Anchor,
  Box,
  Button,
  Card,
  Group,
  Progress,
  SimpleGrid,
  Text,
  VisuallyHidden,
} from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconCircle, IconCircleCheckFilled, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useSentences } from '../../i18n.ts';
import { useSession } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';
import classes from './home.module.css';

const steps = [
  { name: 'faqs', href: '/faqs' },
  { name: 'tried', href: '/bench' },
  { name: 'channel', href: '/channels' },
  { name: 'team', href: '/team' },
  { name: 'live', href: '/channels' },
] as const;

/** What is left to do before the bot answers customers; gone once all is done, or hidden by hand. */
export function FirstSteps() {
  const t = useSentences('home');
  const trpc = useTRPC();
  const { tenant } = useSession();
  const [isHidden, setHidden] = useLocalStorage({
    key: `answerdesk.steps-hidden.${tenant.id}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const { data: done } = useQuery({
    ...trpc.insights.firstSteps.queryOptions(),
    refetchOnMount: 'always',
    refetchOnWindowFocus: 'always',
  });
  if (!done || steps.every(({ name }) => done[name])) return null;
  if (isHidden) {
    return (
      <Button variant="subtle" size="xs" style={{ alignSelf: 'flex-start' }} onClick={() => setHidden(false)}>
        {t('steps.show')}
      </Button>
    );
  }
  const count = steps.filter(({ name }) => done[name]).length;
  return (
    <Card withBorder component="section" aria-label={t('steps.title')}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Box flex={1}>
          <Text component="h2" fw={600}>
            {t('steps.title')}
          </Text>
          <Text size="sm" c="dimmed">
            {t('steps.progress', { done: count, count: steps.length })}
          </Text>
        </Box>
        <ActionIcon variant="subtle" color="gray" onClick={() => setHidden(true)} aria-label={t('steps.dismiss')}>
          <IconX size={18} />
        </ActionIcon>
      </Group>
      <Progress value={(count / steps.length) * 100} my="sm" aria-label={t('steps.title')} />
      <SimpleGrid
        cols={{ base: 1, sm: 2, lg: 5 }}
        spacing="md"
        component="ol"
        m={0}
        p={0}
        style={{ listStyle: 'none' }}
      >
        {steps.map(({ name, href }) => (
          <Step key={name} name={name} href={href} isDone={done[name]} />
        ))}
      </SimpleGrid>
    </Card>
  );
}

function Step({
  name,
  href,
  isDone,
}: {
  readonly name: (typeof steps)[number]['name'];
  readonly href: string;
  readonly isDone: boolean;
}) {
  const t = useSentences('home');
  const router = useRouter();
  const Sign = isDone ? IconCircleCheckFilled : IconCircle;
  return (
    <li className={classes['step']}>
      <Box c={isDone ? 'var(--mantine-primary-color-filled)' : 'dimmed'} style={{ flex: 'none' }}>
        <Sign size={22} aria-hidden />
        <VisuallyHidden>{t(isDone ? 'steps.done' : 'steps.open')}: </VisuallyHidden>
      </Box>
      <Box>
        <Anchor
          href={href}
          fw={600}
          size="sm"
          underline={isDone ? 'hover' : 'always'}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            router.history.push(href);
          }}
        >
          {t(`steps.${name}`)}
        </Anchor>
        <Text size="xs" c="dimmed">
          {t(`steps.${name}Body`)}
        </Text>
      </Box>
    </li>
  );
}
