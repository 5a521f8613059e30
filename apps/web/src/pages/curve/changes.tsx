import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { TextLink } from '../../components/button-link.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import type { CurveMark } from './curve.ts';
import { useCurveFormat } from './use-curve-format.ts';

/** Every accepted change with what it brought, newest first; of the chosen week alone where one is chosen. */
export function Changes({
  marks,
  chosen,
  showAll,
}: {
  readonly marks: readonly CurveMark[];
  readonly chosen: string | undefined;
  readonly showAll: () => void;
}) {
  const t = useSentences('curve');
  const { week: weekName } = useCurveFormat();
  const { number } = useFormat();
  const shown = marks.filter(({ week }) => chosen === undefined || week === chosen).toReversed();
  return (
    <Section
      title={
        chosen === undefined
          ? t('changes.title')
          : t('changes.ofWeek', { day: weekName(chosen), number: number(shown.length) })
      }
      about={t('changes.about')}
      aside={
        chosen !== undefined && (
          <Button size="xs" variant="subtle" onClick={showAll}>
            {t('changes.all')}
          </Button>
        )
      }
    >
      <div role="status">{shown.length === 0 && <Text>{t('changes.none')}</Text>}</div>
      <Stack component="ol" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
        {shown.map((mark) => (
          <Change key={mark.id} mark={mark} />
        ))}
      </Stack>
    </Section>
  );
}

function Change({ mark: { at, kind, count, faqs, uplift, dial } }: { readonly mark: CurveMark }) {
  const t = useSentences('curve');
  const { moment, number } = useFormat();
  return (
    <Stack component="li" gap={4} data-kind={kind}>
      <Group gap="xs">
        <Badge variant="default" tt="none">
          {t(`kind.${kind}`)}
        </Badge>
        <Text size="sm" c="dimmed">
          {moment(at)}
        </Text>
      </Group>
      <Group gap="xs" align="baseline">
        {faqs.map(({ id, question }) => (
          <TextLink key={id} to="/faqs/$faqId" params={{ faqId: id }} style={{ overflowWrap: 'anywhere' }}>
            <bdi>{question}</bdi>
          </TextLink>
        ))}
        {count > faqs.length && <Text size="sm">{t('changes.more', { number: number(count - faqs.length) })}</Text>}
      </Group>
      {dial ? <DialMoved dial={dial} /> : <Brought uplift={uplift} />}
    </Stack>
  );
}

function Brought({ uplift }: { readonly uplift: CurveMark['uplift'] }) {
  const t = useSentences('curve');
  const { number } = useFormat();
  const { percent, points } = useCurveFormat();
  if (!uplift) return <Unmeasured />;
  return (
    <Text size="sm">
      <Text span fw={600}>
        <bdi>{t('uplift.points', { points: points((uplift.after - uplift.before) / uplift.n) })}</bdi>
      </Text>
      {' · '}
      {t('uplift.measured', {
        before: percent(uplift.before / uplift.n),
        after: percent(uplift.after / uplift.n),
        number: number(uplift.n),
        won: number(uplift.won),
        lost: number(uplift.lost),
      })}
    </Text>
  );
}

/** Where the dial stood, and what its move did to answers. */
function DialMoved({ dial: { before, after, effect } }: { readonly dial: NonNullable<CurveMark['dial']> }) {
  const t = useSentences('curve');
  const { number } = useFormat();
  const { percent } = useCurveFormat();
  return (
    <>
      <Text size="sm">
        {t('dial.answer', { before: percent(before.answer), after: percent(after.answer) })}
        {' · '}
        {t('dial.clarify', { before: percent(before.clarify), after: percent(after.clarify) })}
      </Text>
      {effect ? (
        <Text size="sm">
          {t('dial.measured', {
            before: percent(effect.before.answered / effect.n),
            after: percent(effect.after.answered / effect.n),
            wrongBefore: percent(effect.before.wrong / effect.n),
            wrongAfter: percent(effect.after.wrong / effect.n),
            number: number(effect.n),
          })}
        </Text>
      ) : (
        <Unmeasured />
      )}
    </>
  );
}

function Unmeasured() {
  const t = useSentences('curve');
  return (
    <Text size="sm" c="dimmed">
      {t('uplift.unmeasured')}
    </Text>
  );
}
