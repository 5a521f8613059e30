import { faqLimits } from '@answerdesk/domain';
import { ActionIcon, Group, Textarea, Tooltip } from '@mantine/core';
import { IconBold, IconCode, IconItalic, IconLink, IconList } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { writeInto } from '../../../components/write-into.ts';
import { useSentences } from '../../../i18n.ts';
import { Counter } from './counter.tsx';
import { type MarkKind, marked } from './marks.ts';

const tools = [
  { kind: 'bold', icon: IconBold },
  { kind: 'italic', icon: IconItalic },
  { kind: 'code', icon: IconCode },
  { kind: 'link', icon: IconLink },
  { kind: 'list', icon: IconList },
] as const;
const keys: Readonly<Record<string, MarkKind>> = { b: 'bold', i: 'italic', k: 'link' };

/** An answer in the few marks that channels can show, with buttons that set them. */
export function AnswerField({
  name,
  label,
  language,
  value,
  problem,
  isReadOnly,
  onChange,
}: {
  readonly name: string;
  readonly label: string;
  readonly language: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly isReadOnly: boolean;
  readonly onChange: (value: string) => void;
}) {
  const t = useSentences('faqs');
  const field = useRef<HTMLTextAreaElement>(null);
  const mark = (kind: MarkKind) => {
    const area = field.current;
    if (!area) return;
    const next = marked(area.value, area.selectionStart, area.selectionEnd, kind, t('tool.linkLabel'));
    writeInto(area, () => onChange(next.text), next);
  };
  const byKey = (event: KeyboardEvent) => {
    const kind = event.ctrlKey || event.metaKey ? keys[event.key.toLowerCase()] : undefined;
    if (!kind || isReadOnly) return;
    event.preventDefault();
    event.stopPropagation();
    mark(kind);
  };
  return (
    <div>
      {!isReadOnly && (
        <Group gap={2} mb={4} role="toolbar" aria-label={t('tool.label')}>
          {tools.map(({ kind, icon: Sign }) => (
            <Tooltip key={kind} label={t(`tool.${kind}`)}>
              <ActionIcon variant="subtle" color="gray" aria-label={t(`tool.${kind}`)} onClick={() => mark(kind)}>
                <Sign size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          ))}
        </Group>
      )}
      <Textarea
        ref={field}
        name={name}
        label={label}
        lang={language || undefined}
        dir="auto"
        autosize
        minRows={5}
        maxRows={20}
        required
        withAsterisk={false}
        value={value}
        readOnly={isReadOnly}
        error={problem}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onKeyDown={byKey}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        description={<Counter length={value.trim().length} most={faqLimits.answer} />}
      />
    </div>
  );
}
