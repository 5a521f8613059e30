import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { CopyButton } from '../../components/copy-button.tsx';
import { useSentences } from '../../i18n.ts';
import { makeKey } from './make-key.ts';
import type { PlatformField } from './platform.ts';

/** One thing to enter; what is ours to make up can be made here, and copied to the platform's side. */
export function CredentialField({
  field: { name, label, hint, example, isPlain, isOptional, makes },
  value,
  error,
  onChange,
}: {
  readonly field: PlatformField;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const t = useSentences('channels');
  const props = {
    name,
    label: isOptional ? t('field.optional', { label: t(label) }) : t(label),
    description: t(hint),
    placeholder: example,
    autoComplete: 'off',
    spellCheck: false,
    maxLength: 500,
    value,
    error,
    'aria-invalid': error !== undefined,
    onChange: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => onChange(currentTarget.value),
    // From left to right, with the field's own ends where the page has them.
    styles: { input: { unicodeBidi: 'plaintext' as const }, innerInput: { unicodeBidi: 'plaintext' as const } },
  };
  const input = isPlain ? (
    <TextInput {...props} />
  ) : (
    <PasswordInput {...props} visibilityToggleButtonProps={{ 'aria-label': t('action.show') }} />
  );
  if (makes === undefined) return input;
  return (
    <Stack gap={6}>
      {input}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconWand size={14} aria-hidden />}
          onClick={() => onChange(makeKey(makes))}
        >
          {t('field.make', { label: t(label) })}
        </Button>
        {value !== '' && <CopyButton text={value} label={t('field.copy', { label: t(label) })} />}
      </Group>
    </Stack>
  );
}
