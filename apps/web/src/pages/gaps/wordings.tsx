import { Checkbox, Group, Stack, Text } from '@mantine/core';
import { PathLink } from '../../components/path-link.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import type { GapRead } from './gap.ts';
import { Languages } from './gap-row.tsx';
import classes from './gaps.module.css';

/** How customers ask it, to choose from where there is something to choose for. */
export function Wordings({
  examples,
  chosen,
  onChoose,
}: {
  readonly examples: GapRead['examples'];
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (chosen: ReadonlySet<string>) => void;
}) {
  const t = useSentences('gaps');
  const format = useFormat();
  return (
    <Section title={t('wordings.title')} about={t('wordings.about')}>
      <Stack component="ul" gap="sm" className={classes['list'] ?? ''}>
        {examples.map(({ id, text, language, at, conversationId, isHeldOut }) => (
          <li key={id} className={classes['words']}>
            {chosen && onChoose ? (
              <Checkbox
                label={<span dir="auto">{text}</span>}
                checked={chosen.has(id)}
                onChange={({ currentTarget }) => {
                  const others = [...chosen].filter((each) => each !== id);
                  onChoose(new Set(currentTarget.checked ? [...others, id] : others));
                }}
              />
            ) : (
              <Text dir="auto">{text}</Text>
            )}
            <Group gap="xs" ps={chosen ? 32 : 0}>
              <Text size="sm" c="dimmed">
                {format.day(at)}
              </Text>
              <Languages tags={[language]} />
              {chosen && isHeldOut && (
                <Text size="sm" c="dimmed">
                  {t(chosen.has(id) ? 'wordings.measuresNoMore' : 'wordings.measures')}
                </Text>
              )}
              <PathLink
                to={`/inbox/${conversationId}?queue=all`}
                size="sm"
                label={`${t('wordings.conversation')}: ${text}`}
              >
                {t('wordings.conversation')}
              </PathLink>
            </Group>
          </li>
        ))}
      </Stack>
    </Section>
  );
}
