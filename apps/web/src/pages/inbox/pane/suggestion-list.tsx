import { Paper, ScrollArea, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import classes from './pane.module.css';

export interface Suggestion {
  readonly id: string;
  readonly label: string;
  readonly about?: string;
}

/** What could stand for what is being typed, above the field; the field keeps the focus. */
export function SuggestionList({
  id,
  label,
  suggestions,
  active,
  onChoose,
}: {
  readonly id: string;
  readonly label: string;
  readonly suggestions: readonly Suggestion[];
  readonly active: number;
  readonly onChoose: (suggestion: Suggestion) => void;
}) {
  const chosen = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one is active
  useEffect(() => {
    // What it returns in newer browsers is no way to end the effect.
    void chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <Paper className={classes['suggestions']} withBorder shadow="md" radius="md">
      <ScrollArea.Autosize mah="min(16rem, 40dvh)" type="auto">
        <div role="listbox" id={id} aria-label={label}>
          {suggestions.map((suggestion, at) => (
            <div
              key={suggestion.id}
              ref={at === active ? chosen : undefined}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              className={classes['suggestion']}
              // The field would lose the focus before the click.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onChoose(suggestion)}
              onKeyDown={undefined}
            >
              <Text size="sm" fw={600} dir="auto">
                {suggestion.label}
              </Text>
              {suggestion.about !== undefined && (
                <Text size="xs" c="dimmed" lineClamp={2} dir="auto">
                  {suggestion.about}
                </Text>
              )}
            </div>
          ))}
        </div>
      </ScrollArea.Autosize>
    </Paper>
  );
}
