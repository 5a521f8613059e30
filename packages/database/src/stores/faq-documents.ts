import type { Faq, FaqContent, FaqRecord } from '@answerdesk/domain';
import type { FaqDoc } from '../faq-schemas.ts';
import { listingOf } from './faq-search.ts';

export function recordOf(doc: FaqDoc): FaqRecord {
  const published = contentOf(doc);
  return {
    id: doc._id,
    tenantId: doc.tenantId,
    revision: doc.revision ?? 0,
    ...(published && { published }),
    ...(doc.draft && { draft: doc.draft }),
    ...(doc.publishedAt && { publishedAt: doc.publishedAt }),
    ...(doc.publishedBy !== undefined && { publishedBy: doc.publishedBy }),
    ...(doc.archivedAt && { archivedAt: doc.archivedAt }),
    ...(doc.schedule && { schedule: doc.schedule }),
    ...(doc.reviewedAt && { reviewedAt: doc.reviewedAt }),
    createdAt: doc.createdAt,
    ...(doc.createdBy !== undefined && { createdBy: doc.createdBy }),
    updatedAt: doc.updatedAt,
    ...(doc.updatedBy !== undefined && { updatedBy: doc.updatedBy }),
  };
}

export function docOf(record: FaqRecord): FaqDoc {
  const { id, published, ...rest } = record;
  const { schedule } = record;
  const publishAt = schedule && !schedule.isMissed ? { publishAt: schedule.at } : {};
  return { ...rest, ...published, _id: id, ...publishAt, ...listingOf(record, new Date()) };
}

/** What customers are served of an FAQ. */
export function servedOf(doc: FaqDoc): Faq | undefined {
  const published = doc.archivedAt ? undefined : contentOf(doc);
  const { _id, tenantId, createdAt, updatedAt } = doc;
  return published && { ...published, id: _id, tenantId, createdAt, updatedAt };
}

function contentOf(doc: FaqDoc): FaqContent | undefined {
  const { question, variants = [], answer, locale, category, validFrom, validUntil } = doc;
  if (question === undefined || answer === undefined) return undefined;
  return {
    question,
    variants,
    answer,
    ...(locale !== undefined && { locale }),
    ...(category !== undefined && { category }),
    ...(validFrom && { validFrom }),
    ...(validUntil && { validUntil }),
    ...(doc.translations && { translations: doc.translations }),
    ...(doc.buttons && { buttons: doc.buttons }),
    ...(doc.imageUrl !== undefined && { imageUrl: doc.imageUrl }),
  };
}

/** The content of an FAQ alone. */
export function contentOfFaq({
  id: _id,
  tenantId: _tenant,
  createdAt: _made,
  updatedAt: _changed,
  ...content
}: Faq): FaqContent {
  return content;
}
