import { Badge } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../../components/button-link.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';

/** The way to what the team's replies suggest, with how much waits there. */
export function ToSuggestions() {
  const t = useSentences('faqs');
  const format = useFormat();
  const trpc = useTRPC();
  const { data: count = 0 } = useQuery(trpc.suggestions.count.queryOptions());
  return (
    <ButtonLink
      to="/faqs/suggestions"
      variant="default"
      leftSection={<IconBulb size={18} aria-hidden />}
      {...(count > 0 && {
        rightSection: (
          <Badge size="sm" tt="none">
            {count > 99 ? '99+' : format.number(count)}
          </Badge>
        ),
      })}
    >
      {t('suggestions')}
    </ButtonLink>
  );
}
