// Owns what happened at a tenant's desk, in numbers: counted from stored messages, summed up by time, channel and language.
export { type Burst, type BurstOptions, findBursts, type TopicHours } from './bursts/find-bursts.ts';
export { learnRhythm, type WeeklyRhythm } from './bursts/weekly-rhythm.ts';
export {
  type ListNeglectedDeps,
  listNeglected,
  type NeglectedFaq,
  type NeglectReason,
} from './care/list-neglected.ts';
export { type CountDeps, countMessages } from './count-messages.ts';
export { type Counts, noCounts } from './counts.ts';
export { type MeasureCurveDeps, measureCurve } from './curve/measure-curve.ts';
export type {
  CurveMark,
  CurveProgress,
  CurveStore,
  FaqHistoryReader,
  HeldOutQuestion,
  WeekMeasured,
} from './curve/ports.ts';
export { type ReadCurveDeps, readCurve } from './curve/read-curve.ts';
export { type AddToGapsDeps, addToGaps } from './gaps/add-to-gaps.ts';
export {
  type AnswerGapDeps,
  addFaqForGap,
  addGapToFaq,
  type GapEditor,
  type GapOutcome,
  ignoreGap,
  reopenGap,
  type SeenGap,
} from './gaps/answer-gap.ts';
export { type CollectGapsDeps, collectGaps } from './gaps/collect-gaps.ts';
export { type EndBegunAnswersDeps, endBegunAnswers } from './gaps/end-begun-answers.ts';
export { type GapList, type ListedGap, listGaps } from './gaps/list-gaps.ts';
export { type Merging, mergeClusters } from './gaps/merge-clusters.ts';
export { orderGaps } from './gaps/order-gaps.ts';
export type {
  AskedText,
  Gap,
  GapAction,
  GapCause,
  GapDesk,
  GapFigures,
  GapProgress,
  GapQuestion,
  GapState,
  GapStore,
  HumanReplies,
  HumanReply,
  TurnFact,
  TurnFacts,
} from './gaps/ports.ts';
export {
  type Clustering,
  clusterQuestions,
  type QuestionCluster,
  type QuestionVector,
} from './gaps/question-clusters.ts';
export { type GapCandidate, type OneGap, type ReadGapDeps, readGap } from './gaps/read-gap.ts';
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
export type {
  EnquiryKey,
  EnquiryStore,
  KeptEnquiry,
  ResolutionCountStore,
  ResolutionJob,
  ResolutionProgress,
  SaidMessage,
  Transcript,
  TranscriptReader,
} from './resolution/ports.ts';
export { type ReadResolutionDeps, readResolution } from './resolution/settle-conversation.ts';
export { recountResolutions, type SettleResolutionsDeps, settleResolutions } from './resolution/settle-resolutions.ts';
export {
  type ResolutionFigures,
  type ResolvedBy,
  resolutionFigures,
  summariseResolutions,
} from './resolution/summarise-resolutions.ts';
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
export {
  changeTopicAlert,
  type ListTopicsDeps,
  listTopicAlerts,
  listTopics,
} from './topics/list-topics.ts';
export {
  alertRatings,
  alertStates,
  type ToldOfTopic,
  type TopicAlert,
  type TopicAlertStore,
  type TopicCountStore,
  type TopicHour,
  type TopicJob,
  type TopicProgress,
  type TopicQuestionReader,
} from './topics/ports.ts';
export type { TopicTeller } from './topics/tell-of-topics.ts';
export { recountTopics, type WatchTopicsDeps, watchTopics } from './topics/watch-topics.ts';
export { writeInsightsCsv } from './write-csv.ts';
