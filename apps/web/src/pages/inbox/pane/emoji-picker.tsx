import { ActionIcon, Popover, SimpleGrid, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMoodSmile } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useSentences } from '../../../i18n.ts';
import { emoji } from './emoji.ts';
import classes from './pane.module.css';

const COLUMNS = 8;

/** A grid of emoji; the arrow keys go about in it. */
export function EmojiPicker({
  isDisabled,
  size,
  onChoose,
}: {
  readonly isDisabled: boolean;
  readonly size: number;
  readonly onChoose: (sign: string) => void;
}) {
  const t = useSentences('inbox-pane');
  const [isOpen, { toggle, close }] = useDisclosure();
  const [at, setAt] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const go = (event: KeyboardEvent) => {
    const isRtl = document.documentElement.dir === 'rtl';
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: isRtl ? -1 : 1,
      ArrowLeft: isRtl ? 1 : -1,
      ArrowDown: COLUMNS,
      ArrowUp: -COLUMNS,
    };
    const next = at + (steps[event.key] ?? 0);
    if (next === at || next < 0 || next >= emoji.length) return;
    event.preventDefault();
    setAt(next);
    grid.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <Popover opened={isOpen} onDismiss={close} position="top-start" shadow="md" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          size={size}
          aria-label={t('composer.emoji')}
          aria-haspopup="dialog"
          disabled={isDisabled}
          onClick={toggle}
        >
          <IconMoodSmile size={20} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={t('composer.emoji')}>
        <SimpleGrid
          ref={grid}
          cols={COLUMNS}
          spacing={2}
          verticalSpacing={2}
          className={classes['emoji']}
          onKeyDown={go}
        >
          {emoji.map(([sign, name], place) => (
            <UnstyledButton
              key={name}
              lang="en"
              aria-label={name}
              title={name}
              tabIndex={place === at ? 0 : -1}
              onFocus={() => setAt(place)}
              onClick={() => {
                close();
                onChoose(sign);
              }}
            >
              {sign}
            </UnstyledButton>
          ))}
        </SimpleGrid>
      </Popover.Dropdown>
    </Popover>
  );
}
