import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import type { GlossaryView } from './glossary.ts';
import { useChange } from './use-change.ts';

const PAGE = 30;

/** What is never proposed again, until somebody wants it to be. */
export function Rejected({ view: { rejected, revision } }: { readonly view: GlossaryView }) {
  const t = useSentences('glossary');
  const { change, isPending } = useChange();
  const [limit, setLimit] = useState(PAGE);
  const newest = [...rejected].reverse();
  return (
    <Section title={t('rejected.title')} about={t('rejected.about')}>
      <Group gap="xs">
        {newest.slice(0, limit).map((word) => (
          <Button
            key={word}
            size="compact-sm"
            variant="default"
            fw={400}
            disabled={isPending}
            aria-label={t('rejected.restore', { name: word })}
            onClick={() =>
              void change({
                revision,
                change: { propose: [word] },
                said: t('done.restored', { name: word }),
              }).catch(() => {})
            }
          >
            <Text span size="sm" td="line-through">
              <bdi>{word}</bdi>
            </Text>
          </Button>
        ))}
        {newest.length > limit && (
          <Button size="compact-sm" variant="subtle" onClick={() => setLimit(limit + PAGE)}>
            {t('more')}
          </Button>
        )}
      </Group>
    </Section>
  );
}
