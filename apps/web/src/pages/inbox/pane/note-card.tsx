import { Box, Group, Text } from '@mantine/core';
import { IconNote } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import type { EventEntry } from '../../conversation-parts/entry.ts';
import classes from './pane.module.css';

/** What somebody wrote for the team alone. */
export function NoteCard({
  note,
  nameOf,
}: {
  readonly note: Extract<EventEntry['event'], { kind: 'note' }>;
  readonly nameOf: (userId: string) => string;
}) {
  const t = useSentences('inbox-pane');
  const format = useFormat();
  return (
    <Box className={classes['note']} data-event="note">
      <Group gap={6} wrap="nowrap">
        <IconNote size={16} style={{ flex: 'none' }} aria-hidden />
        <Text size="xs" fw={600} dir="auto">
          {t('note.by', { name: note.byId === undefined ? '' : nameOf(note.byId) })}
        </Text>
        <Text size="xs" component="time" dateTime={note.at} title={format.exactly(note.at)} ms="auto">
          {format.moment(note.at)}
        </Text>
      </Group>
      <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', unicodeBidi: 'plaintext' }}>
        <Mentioning text={note.text} names={note.mentionedIds.map(nameOf)} />
      </Text>
    </Box>
  );
}

/** The text with those it calls by name set off from it. */
function Mentioning({ text, names }: { readonly text: string; readonly names: readonly string[] }) {
  const marks = names.filter((name) => name !== '').map((name) => `@${name}`);
  if (marks.length === 0) return text;
  const escaped = marks.map((mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const parts = text.split(new RegExp(`(${escaped.join('|')})`, 'g'));
  return parts.map((part, at) => {
    const key = `${at}`;
    return marks.includes(part) ? <strong key={key}>{part}</strong> : <Fragment key={key}>{part}</Fragment>;
  });
}
