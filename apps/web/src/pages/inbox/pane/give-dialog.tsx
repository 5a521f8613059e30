import type { UserId } from '@answerdesk/domain';
import { Badge, Button, Group, Radio, ScrollArea, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useSentences } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import { Dialog } from './dialog.tsx';
import { type StaffMember, useStaff } from './use-staff.ts';

const QUEUE = '';

/** Chooses who is to deal with a conversation, or nobody in particular; `withNote` where they are told something along with it. */
export function GiveDialog({
  title,
  queueLabel,
  withNote,
  heldBy,
  close,
  onGive,
}: {
  readonly title: string;
  /** What giving it to nobody is called. */
  readonly queueLabel: string;
  readonly withNote: boolean;
  /** Who has it now. */
  readonly heldBy: UserId | undefined;
  readonly close: () => void;
  readonly onGive: (toId: UserId | undefined, note: string) => void;
}) {
  const t = useSentences('inbox-pane');
  const shell = useSentences('shell');
  const { staff } = useStaff();
  const { userId: me } = useSession().person;
  const [chosen, setChosen] = useState<string>();
  const [note, setNote] = useState('');
  const others = staff
    .filter(({ userId }) => userId !== heldBy)
    .toSorted((a, b) => Number(b.isHere) - Number(a.isHere) || a.name.localeCompare(b.name));
  return (
    <Dialog title={title} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen === undefined) return;
          close();
          onGive(others.find(({ userId }) => userId === chosen)?.userId, note.trim());
        }}
      >
        <Stack>
          <ScrollArea.Autosize mah="45dvh" type="auto">
            <Radio.Group aria-label={title} value={chosen ?? null} onChange={setChosen}>
              <Stack gap={4} px={4}>
                <Radio value={QUEUE} label={queueLabel} styles={rowStyles} data-autofocus />
                {others.map((member) => (
                  <Radio
                    key={member.userId}
                    value={member.userId}
                    styles={rowStyles}
                    label={<Member member={member} isMe={member.userId === me} />}
                  />
                ))}
              </Stack>
            </Radio.Group>
          </ScrollArea.Autosize>
          {withNote && chosen !== QUEUE && (
            <Textarea
              label={t('give.note')}
              description={t('give.noteAbout')}
              autosize
              minRows={2}
              maxRows={6}
              maxLength={2_000}
              value={note}
              onChange={({ currentTarget }) => setNote(currentTarget.value)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shell('action.cancel')}
            </Button>
            <Button type="submit" disabled={chosen === undefined}>
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

const rowStyles = {
  root: { minHeight: 44, display: 'flex', alignItems: 'center' },
  body: { alignItems: 'center', width: '100%' },
  labelWrapper: { flex: 1 },
} as const;

function Member({ member, isMe }: { readonly member: StaffMember; readonly isMe: boolean }) {
  const t = useSentences('inbox-pane');
  const { name, isHere, isIdle, awayUntil, load, capacity } = member;
  const standing = awayUntil !== undefined ? 'away' : isHere ? 'present' : isIdle ? 'idle' : 'absent';
  return (
    <Group gap="xs" justify="space-between" wrap="nowrap">
      <Text size="sm" truncate dir="auto">
        {isMe ? t('give.me', { name }) : name}
      </Text>
      <Group gap={6} wrap="nowrap">
        <Text size="xs" c="dimmed">
          {t('give.load', { load, capacity })}
        </Text>
        <Badge size="sm" variant={standing === 'present' ? 'light' : 'default'} c="var(--mantine-color-text)">
          {t(`give.${standing}`)}
        </Badge>
      </Group>
    </Group>
  );
}
