import { Box, Group } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { NavigationLink } from '../../components/button-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { NotFoundPage } from '../../shell/not-found-page.tsx';
import { BrandPage } from './brand/brand-page.tsx';
import { GateRulesPage } from './gate/gate-rules-page.tsx';
import { HandoverPage } from './handover/handover-page.tsx';
import { HoursPage } from './hours/hours-page.tsx';
import { InboxRulesPage } from './inbox/inbox-rules-page.tsx';
import { ModelPage } from './model/model-page.tsx';
import { ResolutionRulesPage } from './resolution/resolution-rules-page.tsx';
import { RetentionPage } from './retention/retention-page.tsx';
import { TagRulesPage } from './tags/tag-rules-page.tsx';
import { TextsPage } from './texts/texts-page.tsx';
import { TopicRulesPage } from './topics/topic-rules-page.tsx';

/** The sections of the settings, in their order. */
const sections = [
  { name: 'hours', label: 'tab.hours', page: HoursPage },
  { name: 'texts', label: 'tab.texts', page: TextsPage },
  { name: 'handover', label: 'tab.handover', page: HandoverPage },
  { name: 'inbox', label: 'tab.inbox', page: InboxRulesPage },
  { name: 'resolution', label: 'tab.resolution', page: ResolutionRulesPage },
  { name: 'tags', label: 'tab.tags', page: TagRulesPage },
  { name: 'topics', label: 'tab.topics', page: TopicRulesPage },
  { name: 'publishing', label: 'tab.gate', page: GateRulesPage },
  { name: 'brand', label: 'tab.brand', page: BrandPage },
  { name: 'model', label: 'tab.model', page: ModelPage },
  { name: 'retention', label: 'tab.retention', page: RetentionPage },
] as const;

/** One section of the settings, and the way to the others. */
export function SettingsPage() {
  const t = useSentences('settings');
  const params = useParams({ from: '/signed-in/settings/$section' });
  const section = sections.find(({ name }) => name === params.section);
  if (!section) return <NotFoundPage />;
  return (
    <>
      <PageHeader title={t('title')} />
      <Group component="nav" gap={4} mb="lg" aria-label={t('title')}>
        {sections.map(({ name, label }) => (
          <NavigationLink
            key={name}
            to="/settings/$section"
            params={{ section: name }}
            label={t(label)}
            activeProps={{ active: true }}
            w="auto"
            style={{ borderRadius: 'var(--mantine-radius-md)' }}
          />
        ))}
      </Group>
      <Box maw={760}>
        <section.page key={section.name} />
      </Box>
    </>
  );
}
