import { Badge, Box, Button, Group, Loader, Stack, VisuallyHidden } from '@mantine/core';
import { RenderedPart } from '../../components/rendered-part.tsx';
import { useSentences } from '../../i18n.ts';
import classes from './chat.module.css';
import type { Turn } from './rehearsal.ts';

const colours = { answered: 'teal.9', clarify: 'yellow.9', handover: 'grape.9' } as const;

/** What the customer said and what came back, with the buttons a customer would have. */
export function ChatTurn({
  turn: { label, reply },
  isExplained,
  isLast,
  onExplain,
  onPress,
}: {
  readonly turn: Turn;
  readonly isExplained: boolean;
  readonly isLast: boolean;
  readonly onExplain: () => void;
  readonly onPress: (choice: { readonly id: string; readonly label: string }) => void;
}) {
  const t = useSentences('bench');
  if (!reply) {
    return (
      <Stack gap="xs">
        <Box className={classes['customer']}>
          <VisuallyHidden>{t('customer')}: </VisuallyHidden>
          <bdi>{label}</bdi>
        </Box>
        <Loader type="dots" size="sm" aria-label={t('answering')} />
      </Stack>
    );
  }
  const colour = reply.repliedAs in colours ? colours[reply.repliedAs as keyof typeof colours] : 'gray.7';
  return (
    <Stack gap="xs">
      <Box className={classes['customer']}>
        <VisuallyHidden>{t('customer')}: </VisuallyHidden>
        <bdi>{label}</bdi>
      </Box>
      {reply.parts.map((part) => (
        <Stack key={part.imageUrl ?? part.text} gap={6}>
          <Box className={classes['bot']}>
            <VisuallyHidden>{t('bot')}: </VisuallyHidden>
            <RenderedPart part={part} channel={reply.channel} markup={reply.markup} />
          </Box>
          {part.choices.length > 0 && (
            <Group gap={6} maw="34rem">
              {part.choices.map((choice) => (
                <Button
                  key={choice.id}
                  size="xs"
                  variant="default"
                  dir="auto"
                  disabled={!isLast}
                  onClick={() => onPress(choice)}
                >
                  {choice.label}
                </Button>
              ))}
            </Group>
          )}
        </Stack>
      ))}
      <Group gap="xs">
        <Badge variant="filled" color={colour} tt="none">
          {t(`outcome.${reply.repliedAs}`)}
        </Badge>
        <Button
          size="compact-xs"
          variant={isExplained ? 'light' : 'subtle'}
          aria-pressed={isExplained}
          aria-label={t('explain', { question: label })}
          onClick={onExplain}
        >
          {t('tab.why')}
        </Button>
      </Group>
    </Stack>
  );
}
