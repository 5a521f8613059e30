// Owns the answer engine and the FAQ it knows: learning, matching, confidence, evaluation, FAQ files.

export {
  answerQuestion,
  type Considered,
  consider,
  decide,
  defaultThresholds,
  type Question,
} from './answer-question.ts';
export { detectLanguage, type LanguageHints } from './detect-language.ts';
export { type DialCurve, type DialPoint, dialCurve, dialPoint } from './dial-curve.ts';
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
export { type ImportResult, importFaqs } from './import-faqs.ts';
export { type AnswerModel, type LearnOptions, learn } from './learn.ts';
export { createModelCache, type ModelCache, type ModelCacheDeps } from './model-cache.ts';
export {
  createFindSimilarFaqs,
  type FindSimilarFaqs,
  type SimilarFaq,
  type WrittenFaq,
} from './near-duplicates/find-similar-faqs.ts';
export { type AskModel, createAskModel } from './openai.ts';
export { type LabelledRow, readRows } from './read-rows.ts';
export {
  createTranslator,
  type Translator,
  type TranslatorDeps,
  type TranslatorStatus,
} from './translation/create-translator.ts';
export type { ModelSpendStore } from './translation/model-spend.ts';
export type { TextToTranslate, Translation } from './translation/translate-text.ts';
export { createModelTrial, type ModelAttempt, type TryModelOptions } from './try-model.ts';
export type { FoundPair } from './web-page/find-pairs.ts';
export { createPageReader, type PageProposals, type PageReader } from './web-page/read-page.ts';
export { addFaqOnce } from './workshop/add-faq-once.ts';
export { type AddedFaqs, addFaqs } from './workshop/add-faqs.ts';
export { addVariant } from './workshop/add-variant.ts';
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
export { publishFaq, type SaveOutcome, saveFaq } from './workshop/save-faq.ts';
export { setFaqCategory } from './workshop/set-category.ts';
export { undoChanges } from './workshop/undo-changes.ts';
