import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';

/** The way back to where the page is reached from. */
export function Back({ to, children }: { readonly to: '/faqs' | '/faqs/glossary'; readonly children: ReactNode }) {
  return (
    <ButtonLink
      to={to}
      variant="subtle"
      size="compact-sm"
      mb="xs"
      leftSection={<IconArrowLeft size={16} aria-hidden className="mantine-rotate-rtl" />}
    >
      {children}
    </ButtonLink>
  );
}
