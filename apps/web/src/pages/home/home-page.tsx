import { Card, SimpleGrid, Text, ThemeIcon } from '@mantine/core';
import { IconShieldLock, IconUsers } from '@tabler/icons-react';
import { TextLink } from '../../components/button-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { useSession } from '../../session.ts';

const steps = [
  { to: '/team', icon: IconUsers, title: 'step.team', body: 'step.teamBody' },
  { to: '/account', icon: IconShieldLock, title: 'step.security', body: 'step.securityBody' },
] as const;

export function HomePage() {
  const t = useSentences('home');
  const { person } = useSession();
  return (
    <>
      <PageHeader title={t('welcome', { name: person.name })}>{t('intro')}</PageHeader>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {steps.map(({ to, icon: Sign, title, body }) => (
          <Card key={to} withBorder bg="var(--desk-raised)">
            <ThemeIcon variant="light" size={36} mb="sm" aria-hidden>
              <Sign size={20} />
            </ThemeIcon>
            <TextLink to={to} fw={600}>
              {t(title)}
            </TextLink>
            <Text size="sm" c="dimmed" mt={4}>
              {t(body)}
            </Text>
          </Card>
        ))}
      </SimpleGrid>
    </>
  );
}
