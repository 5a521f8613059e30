import { Text } from '@mantine/core';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';

/** How much of a limit is used. */
export function Counter({ length, most }: { readonly length: number; readonly most: number }) {
  const t = useSentences('faqs');
  const format = useFormat();
  return (
    <Text span inherit {...(length > most && { c: 'var(--mantine-color-error)' })}>
      {t('counter', { length: format.number(length), most: format.number(most) })}
    </Text>
  );
}
