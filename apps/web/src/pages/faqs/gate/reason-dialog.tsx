import { Button, Group, Modal, ScrollArea, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { CaseChanges } from './case-changes.tsx';
import type { Accepted, ForetoldEffect } from './effect.ts';
import { Figures } from './figures.tsx';

const SHORTEST = 3;
const LONGEST = 500;
const MOST_SHOWN = 50;

/** Asks why something is published that costs right answers, with those that it costs; again where it costs more than was shown. */
export function ReasonDialog({
  effect,
  part,
  isBusy,
  close,
  publish,
  children,
}: {
  readonly effect: ForetoldEffect | undefined;
  /** Of what the effect is, where one part after another is asked about. */
  readonly part?: string | undefined;
  readonly isBusy: boolean;
  readonly close: () => void;
  readonly publish: (accepted: Accepted) => void;
  /** What else there is to know. */
  readonly children?: ReactNode;
}) {
  const t = useSentences('gate');
  const shell = useSentences('shell');
  return (
    <Modal
      opened={effect !== undefined}
      onClose={close}
      size="lg"
      title={t('reason.title')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
      scrollAreaComponent={ScrollArea.Autosize}
    >
      {effect && (
        <Ask effect={effect} part={part} isBusy={isBusy} close={close} publish={publish}>
          {children}
        </Ask>
      )}
    </Modal>
  );
}

function Ask({
  effect,
  part,
  isBusy,
  close,
  publish,
  children,
}: {
  readonly effect: ForetoldEffect;
  readonly part: string | undefined;
  readonly isBusy: boolean;
  readonly close: () => void;
  readonly publish: (accepted: Accepted) => void;
  /** What else there is to know. */
  readonly children?: ReactNode;
}) {
  const t = useSentences('gate');
  const { number } = useFormat();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [accepted, setAccepted] = useState<{ readonly effect: ForetoldEffect; readonly part: string | undefined }>();
  const isShort = reason.trim().length < SHORTEST;
  const points = (value: number) => number(Math.round(value * 10) / 10);
  const about =
    effect.lostPinned > 0
      ? t('reason.aboutPinned')
      : t('reason.about', { loss: points(effect.loss), tolerance: points(effect.tolerance) });
  return (
    <Stack>
      {accepted && accepted.part === part && accepted.effect !== effect && (
        <Text size="sm" fw={600} role="alert">
          {t('reason.again')}
        </Text>
      )}
      <Text size="sm">{about}</Text>
      {!effect.isTooFew && <Figures effect={effect} />}
      {children}
      <CaseChanges effect={effect} most={MOST_SHOWN} />
      <Textarea
        data-autofocus
        label={t('reason.label')}
        autosize
        minRows={2}
        maxLength={LONGEST}
        value={reason}
        error={isTried && isShort && t('reason.short')}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('reason.back')}
        </Button>
        <Button
          color="red"
          loading={isBusy}
          onClick={() => {
            setTried(true);
            if (isShort) return;
            setAccepted({ effect, part });
            publish({ reason: reason.trim(), loss: effect.loss, lostPinned: effect.lostPinned });
          }}
        >
          {t('reason.publish')}
        </Button>
      </Group>
    </Stack>
  );
}
