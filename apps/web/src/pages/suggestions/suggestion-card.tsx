import { Badge, Box, Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { TextLink } from '../../components/button-link.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import type { SuggestionRead } from './suggestion.ts';
import classes from './suggestions.module.css';

export interface CardActions {
  readonly approve: () => void;
  readonly edit: () => void;
  readonly reject: () => void;
  readonly reopen: () => void;
}

/** One suggestion: what it would have the bot say, what speaks for it, and what can be done about it. */
export function SuggestionCard({
  suggestion,
  isChosen,
  onChoose,
  actions,
  isBusy,
}: {
  readonly suggestion: SuggestionRead;
  readonly isChosen: boolean;
  readonly onChoose: (isOn: boolean) => void;
  readonly actions: CardActions;
  readonly isBusy: boolean;
}) {
  const t = useSentences('suggestions');
  const { id, kind, state, question, answer, faq, faqId, wordings, hasHole } = suggestion;
  return (
    <Paper
      component="li"
      id={`suggestion-${id}`}
      tabIndex={-1}
      withBorder
      radius="lg"
      p="md"
      aria-label={question}
      className={classes['card'] ?? ''}
    >
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <Checkbox
          mt={2}
          aria-label={t('choose', { question })}
          checked={isChosen}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        />
        <Stack gap="xs" miw={0} flex={1}>
          <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
            <Text fw={600} dir="auto" className={classes['words'] ?? ''}>
              {question}
            </Text>
            <Badge variant="light" color="gray" c="var(--mantine-color-text)" tt="none" style={{ flex: 'none' }}>
              {t(`kind.${kind}`)}
            </Badge>
          </Group>
          {faq && faqId !== undefined && (
            <Text size="sm">
              {t('about')}{' '}
              <TextLink to="/faqs/$faqId" params={{ faqId }} size="sm" underline="always">
                <bdi>{faq.question}</bdi>
              </TextLink>
            </Text>
          )}
          {kind === 'answer' && faq && <Said label={t('now')} text={faq.answer} isOld />}
          <Said label={t('answerIs')} text={answer} />
          {wordings.length > 0 && (
            <details>
              <summary className={classes['summary'] ?? ''}>{t('wordings', { count: wordings.length })}</summary>
              <ul className={classes['inner']}>
                {wordings.map((wording) => (
                  <li key={wording} dir="auto">
                    {wording}
                  </li>
                ))}
              </ul>
            </details>
          )}
          {hasHole && state === 'open' && (
            <Group gap={6} wrap="nowrap" c="var(--mantine-color-error)" align="flex-start">
              <IconAlertTriangle size={18} aria-hidden style={{ flex: 'none' }} />
              <Text size="sm">{t('hole')}</Text>
            </Group>
          )}
          <Evidence suggestion={suggestion} />
          <Group gap="xs">
            {state === 'open' ? (
              <>
                <Button
                  size="xs"
                  aria-label={t('one.approve', { question })}
                  disabled={isBusy}
                  onClick={hasHole ? actions.edit : actions.approve}
                >
                  {t('approve')}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t('one.edit', { question })}
                  disabled={isBusy}
                  onClick={actions.edit}
                >
                  {t('edit')}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t('one.reject', { question })}
                  disabled={isBusy}
                  onClick={actions.reject}
                >
                  {t('reject')}
                </Button>
              </>
            ) : (
              <Button
                size="xs"
                variant="default"
                aria-label={t('one.reopen', { question })}
                disabled={isBusy}
                onClick={actions.reopen}
              >
                {t('reopen')}
              </Button>
            )}
          </Group>
        </Stack>
      </Group>
    </Paper>
  );
}

function Said({
  label,
  text,
  isOld = false,
}: {
  readonly label: string;
  readonly text: string;
  readonly isOld?: boolean;
}) {
  return (
    <Box>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" dir="auto" className={classes['words'] ?? ''} {...(isOld && { c: 'dimmed' })}>
        {text}
      </Text>
    </Box>
  );
}

/** How often it came up, how customers took it, and in which conversations. */
function Evidence({ suggestion: { weight, pairs } }: { readonly suggestion: SuggestionRead }) {
  const t = useSentences('suggestions');
  const format = useFormat();
  const said = [
    t('conversations', { count: weight.conversations }),
    ...(weight.thanked > 0 ? [t('thanked', { count: weight.thanked })] : []),
    ...(weight.score === undefined ? [] : [t('rated', { score: format.number(Math.round(weight.score * 10) / 10) })]),
    ...(weight.rejected > 0 ? [t('notHelped', { count: weight.rejected })] : []),
  ];
  return (
    <details>
      <summary className={classes['summary'] ?? ''}>{said.join(' · ')}</summary>
      <ul className={classes['inner']} aria-label={t('sources')}>
        {pairs.map(({ id, conversationId, at, question }) => (
          <li key={id}>
            <PathLink
              to={`/inbox/${conversationId}?queue=all`}
              size="sm"
              label={`${t('conversation', { day: format.day(at) })}: ${question}`}
            >
              {t('conversation', { day: format.day(at) })}
            </PathLink>
          </li>
        ))}
      </ul>
    </details>
  );
}
