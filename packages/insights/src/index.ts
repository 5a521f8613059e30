// Owns what happened at a tenant's desk, in numbers: counted from stored messages, summed up by time, channel and language.
export { type CountDeps, countMessages } from './count-messages.ts';
export { type Counts, noCounts } from './counts.ts';
export type { DayRange, PeriodLength } from './periods.ts';
export type {
  Cell,
  CountedMessage,
  CountingJob,
  CountingProgress,
  CountStore,
  HourOfCounts,
  MessageFacts,
} from './ports.ts';
export { type FirstSteps, type FirstStepsDeps, readFirstSteps } from './read-first-steps.ts';
export { recountHour } from './recount-hour.ts';
export {
  type Figures,
  type InsightFilter,
  type Summary,
  type SummaryDeps,
  summarise,
  type Times,
} from './summarise.ts';
export {
  type GivenRating,
  type RatingFigures,
  type RatingReader,
  type RatingSummary,
  summariseRatings,
} from './summarise-ratings.ts';
export { tallyMessages } from './tally.ts';
export { writeInsightsCsv } from './write-csv.ts';
