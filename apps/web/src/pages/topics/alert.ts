import type { trpcClient } from '../../trpc.ts';

export type TopicAlerts = Awaited<ReturnType<typeof trpcClient.topics.alerts.query>>;
export type TopicAlertView = TopicAlerts['alerts'][number];
