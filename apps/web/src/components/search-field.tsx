import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

const SETTLED_MS = 250;

/**
 * A field that looks for what is typed once typing pauses. What is searched for meanwhile, without the space at its end, never
 * takes the place of what stands in the field; only what somebody else chose does, as when filters are cleared.
 */
export function SearchField({
  label,
  search,
  change,
  ...size
}: {
  readonly label: string;
  /** What is searched for; nothing where everything is shown. */
  readonly search: string | undefined;
  readonly change: (search: string | undefined) => void;
} & Pick<TextInputProps, 'maxLength' | 'maw' | 'miw'>) {
  const [typed, setTyped] = useState(search ?? '');
  /** What was typed and has not come back as what is searched for, oldest first. */
  const own = useRef<(string | undefined)[]>([]);
  const settle = useDebouncedCallback((text: string) => {
    const wanted = text.trim() || undefined;
    if (own.current.length === 0 && wanted === search) return;
    own.current.push(wanted);
    change(wanted);
  }, SETTLED_MS);
  useEffect(() => {
    const at = own.current.lastIndexOf(search);
    own.current = at === -1 ? [] : own.current.slice(at + 1);
    if (at !== -1) return;
    settle.cancel();
    setTyped(search ?? '');
  }, [search, settle]);
  return (
    <TextInput
      {...size}
      type="search"
      flex={1}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        settle(currentTarget.value);
      }}
    />
  );
}
