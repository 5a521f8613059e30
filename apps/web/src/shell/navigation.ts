import type { Permission } from '@answerdesk/domain';
import type { ScreenSentence } from '@answerdesk/locales';
import {
  type Icon,
  IconAdjustmentsHorizontal,
  IconChartLine,
  IconFlask,
  IconHistory,
  IconHome,
  IconInbox,
  IconMessageQuestion,
  IconMessages,
  IconPlugConnected,
  IconReceipt,
  IconSettings,
  IconTrendingUp,
  IconUsers,
} from '@tabler/icons-react';
import { linkOptions } from '@tanstack/react-router';

export interface Place {
  readonly link: ReturnType<typeof linkOptions>;
  readonly label: ScreenSentence<'shell'>;
  readonly icon: Icon;
  /** Who sees it; everybody when absent. */
  readonly permission?: Permission;
  /** Whether it shows how many conversations need the person. */
  readonly isCounted?: true;
}

/** The main menu, in its order; the first four are at hand at the foot of a phone's screen. */
export const places = [
  { link: linkOptions({ to: '/' }), label: 'nav.home', icon: IconHome },
  {
    link: linkOptions({ to: '/inbox' }),
    label: 'nav.inbox',
    icon: IconInbox,
    permission: 'conversation.read',
    isCounted: true,
  },
  {
    link: linkOptions({ to: '/conversations' }),
    label: 'nav.conversations',
    icon: IconMessages,
    permission: 'conversation.read',
  },
  { link: linkOptions({ to: '/faqs' }), label: 'nav.faqs', icon: IconMessageQuestion, permission: 'faq.read' },
  { link: linkOptions({ to: '/topics' }), label: 'nav.topics', icon: IconChartLine, permission: 'insight.read' },
  { link: linkOptions({ to: '/curve' }), label: 'nav.curve', icon: IconTrendingUp, permission: 'insight.read' },
  { link: linkOptions({ to: '/bench' }), label: 'nav.bench', icon: IconFlask, permission: 'bench.use' },
  {
    link: linkOptions({ to: '/dial' }),
    label: 'nav.dial',
    icon: IconAdjustmentsHorizontal,
    permission: 'settings.read',
  },
  {
    link: linkOptions({ to: '/channels' }),
    label: 'nav.channels',
    icon: IconPlugConnected,
    permission: 'channel.read',
  },
  { link: linkOptions({ to: '/team' }), label: 'nav.team', icon: IconUsers, permission: 'team.read' },
  { link: linkOptions({ to: '/billing' }), label: 'nav.billing', icon: IconReceipt, permission: 'billing.read' },
  { link: linkOptions({ to: '/audit' }), label: 'nav.audit', icon: IconHistory, permission: 'audit.read' },
  { link: linkOptions({ to: '/settings' }), label: 'nav.settings', icon: IconSettings, permission: 'settings.read' },
] as const satisfies readonly Place[];
