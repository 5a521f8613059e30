import type { trpcClient } from '../../trpc.ts';

export type Curve = Awaited<ReturnType<typeof trpcClient.insights.curve.query>>;
export type CurveWeek = Curve['weeks'][number];
export type CurveMark = Curve['marks'][number];
export type MeasuredShare = NonNullable<CurveWeek['accuracy']>;

/** The lines, each with its colour; the first has its interval drawn. */
export const lines = [
  { name: 'accuracy', color: 'teal' },
  { name: 'answering', color: 'lime' },
  { name: 'coverage', color: 'blue' },
  { name: 'resolution', color: 'grape' },
  { name: 'handOver', color: 'orange' },
] as const;
export type LineName = (typeof lines)[number]['name'];
