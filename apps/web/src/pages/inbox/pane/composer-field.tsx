import { Box, Textarea } from '@mantine/core';
import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { writeInto } from '../../../components/write-into.ts';
import { useSentences } from '../../../i18n.ts';
import { type Suggestion, SuggestionList } from './suggestion-list.tsx';
import { replaced, triggerAt } from './written.ts';

/** What a mark finds, and what is put in its place. */
export interface Finder {
  readonly mark: '/' | '@';
  readonly label: string;
  find(typed: string): readonly Suggestion[];
  put(suggestion: Suggestion): string;
}

/** The field one writes in. Enter sends, Shift+Enter begins a line; what a mark finds is offered above. */
export function ComposerField({
  field,
  value,
  label,
  placeholder,
  isDisabled,
  isNote,
  longest,
  sendsOnEnter,
  finder,
  onChange,
  onSend,
  onPaste,
}: {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly value: string;
  readonly label: string;
  readonly placeholder: string;
  readonly isDisabled: boolean;
  readonly isNote: boolean;
  readonly longest: number;
  /** Else it begins a line, and Ctrl+Enter sends. */
  readonly sendsOnEnter: boolean;
  readonly finder: Finder;
  readonly onChange: (text: string) => void;
  readonly onSend: () => void;
  readonly onPaste: (files: readonly File[]) => void;
}) {
  const t = useSentences('inbox-pane');
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState<number>();
  const trigger = triggerAt(value, caret, finder.mark);
  const found = trigger && trigger.from !== dismissed ? finder.find(trigger.typed) : [];
  const at = Math.min(active, found.length - 1);
  const choose = (suggestion: Suggestion) => {
    if (!trigger) return;
    const { text, caret: next } = replaced(value, trigger.from, caret, finder.put(suggestion));
    const write = () => {
      onChange(text);
      setActive(0);
      setCaret(next);
    };
    writeInto(field.current, write, { from: next });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const suggestion = found[at];
    if (suggestion) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) {
        event.preventDefault();
        setActive((at + step + found.length) % found.length);
        return;
      }
      if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
        event.preventDefault();
        choose(suggestion);
        return;
      }
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        setDismissed(trigger?.from);
        return;
      }
    }
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key === 'Enter' && !event.shiftKey && (sendsOnEnter || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
    }
  };
  return (
    <Box pos="relative">
      {found.length > 0 && (
        <SuggestionList id={listId} label={finder.label} suggestions={found} active={at} onChoose={choose} />
      )}
      <Textarea
        ref={field}
        aria-label={label}
        aria-description={t('composer.keys')}
        placeholder={placeholder}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={longest}
        disabled={isDisabled}
        value={value}
        dir="auto"
        aria-autocomplete="list"
        {...(found.length > 0 && { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${at}` })}
        styles={{
          input: {
            fontSize: '1rem',
            ...(isNote && { background: 'light-dark(var(--mantine-color-yellow-0), rgb(250 204 21 / 8%))' }),
          },
        }}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value);
          setCaret(currentTarget.selectionStart);
          setActive(0);
          if (
            dismissed !== undefined &&
            triggerAt(currentTarget.value, currentTarget.selectionStart, finder.mark)?.from !== dismissed
          )
            setDismissed(undefined);
        }}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onPaste={({ clipboardData }) => {
          const files = [...clipboardData.files];
          if (files.length > 0) onPaste(files);
        }}
      />
    </Box>
  );
}
