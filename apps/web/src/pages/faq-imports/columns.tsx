import type { FaqMapping } from '@answerdesk/domain';
import { Checkbox, Group, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { type SingleField, singleFields, withColumn, withVariants } from './mapping.ts';

interface Props {
  readonly headings: readonly string[];
  readonly mapping: FaqMapping;
  readonly onChange: (mapping: FaqMapping) => void;
}

/** For each part of an FAQ the column that holds it. */
export function Columns({ headings, mapping, onChange }: Props) {
  const t = useSentences('faq-imports');
  const names = headings.map((heading, at) => heading || t('columns.unnamed', { number: at + 1 }));
  const unread = names.filter((_, at) => (mapping[at] ?? null) === null);
  return (
    <Section title={t('columns.title')} about={t('columns.about')}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {singleFields.map((field) => (
            <FieldSelect key={field} field={field} headings={names} mapping={mapping} onChange={onChange} />
          ))}
        </SimpleGrid>
        <Variants headings={names} mapping={mapping} onChange={onChange} />
        {unread.length > 0 && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('columns.unread', { names: unread.join(', ') })}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function FieldSelect({ field, headings, mapping, onChange }: Props & { readonly field: SingleField }) {
  const t = useSentences('faq-imports');
  const isNeeded = field === 'question' || field === 'answer';
  const at = mapping.indexOf(field);
  const none = isNeeded ? t('columns.choose') : t('columns.none');
  return (
    <NativeSelect
      name={field}
      label={t(`field.${field}`)}
      required={isNeeded}
      value={at === -1 ? '' : String(at)}
      onChange={({ currentTarget: { value } }) =>
        onChange(withColumn(mapping, field, value === '' ? undefined : Number(value)))
      }
      data={[
        { value: '', label: none },
        ...headings.map((heading, column) => ({ value: String(column), label: heading })),
      ]}
    />
  );
}

function Variants({ headings, mapping, onChange }: Props) {
  const t = useSentences('faq-imports');
  const columns = headings.flatMap((heading, at) => {
    const held = mapping[at] ?? null;
    return held === null || held === 'variants' ? [{ heading, at: String(at) }] : [];
  });
  const chosen = columns.flatMap(({ at }) => (mapping[Number(at)] === 'variants' ? [at] : []));
  return (
    <Checkbox.Group
      label={t('field.variants')}
      description={columns.length > 0 ? t('columns.variantsAbout') : t('columns.noVariants')}
      value={chosen}
      onChange={(next) => onChange(withVariants(mapping, next.map(Number)))}
    >
      <Group gap="md" mt="xs" mah={160} style={{ overflowY: 'auto' }}>
        {columns.map(({ heading, at }) => (
          <Checkbox key={at} value={at} label={heading} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
