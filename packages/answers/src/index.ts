// Owns the answer engine and the FAQ it knows: learning, matching, confidence, evaluation, FAQ files.

export {
  answerQuestion,
  type Considered,
  consider,
  decide,
  defaultThresholds,
  type Question,
} from './answer-question.ts';
export { createModelAsOf, type ModelAsOf } from './as-of/model-as-of.ts';
export { askModel, considerMeaning } from './ask-model.ts';
export { type ConfirmedQuestionStore, listHeldOut, MOST_CONFIRMED, MOST_HELD_OUT } from './confirmed-questions.ts';
export { type DialCurve, type DialPoint, dialCurve, dialPoint } from './dial-curve.ts';
export type { Embedding } from './embedding/create-embedding.ts';
export { type EmbeddingSettings, openEmbedding, readEmbeddingSettings } from './embedding/open-embedding.ts';
export { detectEmotion, EMOTION_THRESHOLD, type PressingEmotion, pressingEmotion } from './emotion/detect-emotion.ts';
export { type Evaluation, type EvaluationOptions, evaluate } from './evaluate.ts';
export { readFaqFile } from './faq-files/read-faq-file.ts';
export { writeCsv } from './faq-files/write-csv.ts';
export { type FaqFileFormat, writeFaqFile } from './faq-files/write-faq-file.ts';
export { checkImport, type ImportCheck } from './faq-import/check-import.ts';
export { findImport } from './faq-import/find-import.ts';
export type { FaqImportDeps, FaqImportStore } from './faq-import/ports.ts';
export { type RunImportDeps, runImport } from './faq-import/run-import.ts';
export { cancelImport, retryImport, startImport, undoImport } from './faq-import/start-import.ts';
export { uploadImport } from './faq-import/upload-import.ts';
export type { FaqStore } from './faq-store.ts';
export { answerInContext, isFollowUpByForm } from './follow-up.ts';
export type { CaseChange, ShownAnswer } from './gate/compare-answers.ts';
export {
  createForetellEffect,
  type ForetellEffect,
  type ForetoldEffect,
  type GateEffect,
  NEW_FAQ_ID,
} from './gate/foretell-effect.ts';
export { withinEffect } from './gate/is-covered.ts';
export { createJudgingThreads, type JudgeAside } from './gate/judging-threads.ts';
export {
  changeThroughGate,
  effectOfChange,
  type GateWatch,
  type NeedsReason,
  type PassedGate,
  passGate,
} from './gate/pass-gate.ts';
export { type PinDeps, pinExample, unpinExample } from './gate/pin-example.ts';
export type { DueDecision, DueDecisionStore, GateDeps, PinnedExampleStore } from './gate/ports.ts';
export { isLeftToDo, type PublishDueDeps, type PublishedDue, publishDueFaqs } from './gate/publish-due-faqs.ts';
export type { ServedChange } from './gate/rehearse-change.ts';
export { scheduleThroughGate } from './gate/schedule-through-gate.ts';
export type { ChangedGlossary } from './glossary/apply-change.ts';
export { changeGlossary } from './glossary/change-glossary.ts';
export type { KnownTerms } from './glossary/known-terms.ts';
export type { GlossaryDeps, GlossaryStore } from './glossary/ports.ts';
export type { ProposedSynonym, ProposedTerm } from './glossary/propose-terms.ts';
export type { LinkedFaq, LinkedTerm, Neighbours } from './glossary/read-neighbours.ts';
export { neighboursOfFaq, neighboursOfTerm } from './glossary/read-neighbours.ts';
export { type RelatedFaq, relatedFaqs } from './glossary/related-faqs.ts';
export { createTermProposer, type TermProposer } from './glossary/term-proposer.ts';
export { withGlossary } from './glossary/with-glossary.ts';
export {
  type AnswerToTranslate,
  createReplyModel,
  type Phrased,
  type ReplyModel,
  type ReplyModelDeps,
} from './grounding/create-reply-model.ts';
export type { ToGround } from './grounding/ground-answer.ts';
export type { KeptTranslations, TranslationKey } from './grounding/kept-translations.ts';
export { type ImportResult, importFaqs } from './import-faqs.ts';
export { asksForPerson, wishesForPerson } from './intents/asks-for-person.ts';
export { detectIntent, type Understood, understand } from './intents/detect-intent.ts';
export { prepareIntents } from './intents/read-message.ts';
export { rejectsAnswer } from './intents/rejects-answer.ts';
export { withoutGreeting } from './intents/without-greeting.ts';
export { isWordForWord } from './is-word-for-word.ts';
export { embedQuestions, type JudgedQuestion, judgeQuestions, type KnownQuestion } from './judge-questions.ts';
export {
  detectLanguage,
  type JudgedLanguage,
  judgeLanguage,
  type LanguageCertainty,
  type LanguageHints,
} from './language/detect-language.ts';
export { type LanguageWish, readLanguageWish } from './language/read-wish.ts';
export { languagesAnswered } from './languages-answered.ts';
export { type AnswerModel, type LearnOptions, learn } from './learn.ts';
export {
  correctionsFor,
  type LearningCurve,
  type LearningOptions,
  type LearningRound,
  learningCurve,
} from './learning-curve.ts';
export { createModelCache, type ModelCache, type ModelCacheDeps } from './model-cache.ts';
export type { ModelSpendStore } from './model-spend.ts';
export { type AlikeTexts, indexTexts } from './near-duplicates/find-alike.ts';
export {
  createFindSimilarFaqs,
  type FindSimilarFaqs,
  type SimilarFaq,
  type WrittenFaq,
} from './near-duplicates/find-similar-faqs.ts';
export { essenceOf } from './normalise.ts';
export { type AnswerModelsDeps, openAnswerModels } from './open-answer-models.ts';
export { type AskModel, createAskModel } from './openai.ts';
export { createPieces } from './place-texts.ts';
export { type LabelledRow, readRows } from './read-rows.ts';
export { SKETCH_DIMENSIONS, sketchQuestion } from './sketch-question.ts';
export { splitForLearning } from './split-rows.ts';
export {
  createTranslator,
  type Translator,
  type TranslatorDeps,
  type TranslatorStatus,
} from './translation/create-translator.ts';
export type { TextToTranslate, Translation } from './translation/translate-text.ts';
export { createModelTrial, type ModelAttempt, type TryModelOptions } from './try-model.ts';
export type { FoundPair } from './web-page/find-pairs.ts';
export { createPageReader, type PageProposals, type PageReader } from './web-page/read-page.ts';
export { addFaqOnce } from './workshop/add-faq-once.ts';
export { type AddedFaqs, addFaqs } from './workshop/add-faqs.ts';
export { addVariant, addVariants } from './workshop/add-variant.ts';
export { archiveFaqs, restoreFaqs } from './workshop/archive-faqs.ts';
export type { BulkResult, ChangedFaq } from './workshop/change-faqs.ts';
export { findFaq } from './workshop/change-faqs.ts';
export { compareFaqRevisions, type FieldDifference } from './workshop/compare-revisions.ts';
export type { DiffPart } from './workshop/diff-texts.ts';
export { type FaqCategory, listFaqCategories, setPersonOnlyCategories } from './workshop/faq-categories.ts';
export { findFaqRevision, listFaqHistory, restoreFaqRevision } from './workshop/faq-history.ts';
export type {
  FaqCounts,
  FaqKey,
  FaqPage,
  FaqQuery,
  FaqRevisionStore,
  FaqWorkshopStore,
  WorkshopDeps,
} from './workshop/ports.ts';
export { publishFaqs, unpublishFaqs } from './workshop/publish-faqs.ts';
export { replaceAnswer } from './workshop/replace-answer.ts';
export { reviewFaqs } from './workshop/review-faqs.ts';
export { publishFaq, type SaveOutcome, saveFaq } from './workshop/save-faq.ts';
export {
  type FaqToSchedule,
  publishOnSchedule,
  type Scheduler,
  scheduleFaqs,
  unscheduleFaqs,
} from './workshop/schedule-faqs.ts';
export { setFaqCategory } from './workshop/set-category.ts';
export { undoChanges } from './workshop/undo-changes.ts';
