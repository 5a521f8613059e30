import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageTitle } from '../../components/page-title.tsx';

export function AuthTitle({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div>
      <PageTitle>{title}</PageTitle>
      <Title order={1} fz="h2">
        {title}
      </Title>
      {children && (
        <Text c="dimmed" mt={4}>
          {children}
        </Text>
      )}
    </div>
  );
}
