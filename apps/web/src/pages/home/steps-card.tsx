import { ActionIcon, Anchor, Box, Card, Group, Progress, SimpleGrid, Text, VisuallyHidden } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconX } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useSentences } from '../../i18n.ts';
import classes from './home.module.css';

const steps = [
  { name: 'faqs', href: '/faqs' },
  { name: 'tried', href: '/bench' },
  { name: 'channel', href: '/channels' },
  { name: 'team', href: '/team' },
  { name: 'live', href: '/channels' },
] as const;

type StepName = (typeof steps)[number]['name'];

/** The first steps, each a link to where it is done; its code is fetched while one is left. */
export default function StepsCard({
  done,
  hide,
}: {
  readonly done: Readonly<Record<StepName, boolean>>;
  readonly hide: () => void;
}) {
  const t = useSentences('home');
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
        <ActionIcon variant="subtle" color="gray" onClick={hide} aria-label={t('steps.dismiss')}>
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

function Step({ name, href, isDone }: { readonly name: StepName; readonly href: string; readonly isDone: boolean }) {
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
