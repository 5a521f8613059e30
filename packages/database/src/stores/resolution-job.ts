import type { ResolutionJob, ResolutionProgress } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import { createLeasedProgress } from './leased-progress.ts';

/** Fills the port of the work on resolutions: one document with its lease and how far it is. */
export function createResolutionJob({ jobs }: Pick<Models, 'jobs'>): ResolutionJob {
  const { claim, advance, release } = createLeasedProgress({ jobs }, 'settle-resolutions');
  return {
    async claim(lease) {
      const doc = await claim(lease);
      return doc && progressOf(doc.progress);
    },
    advance: (owner, until, { readTo, postponed }) => advance(owner, until, { readTo, postponed: [...postponed] }),
    release,
  };
}

function progressOf(progress: unknown): Partial<ResolutionProgress> {
  if (!isProgress(progress)) return {};
  const { readTo, postponed } = progress;
  return { ...(readTo && { readTo }), ...(postponed && { postponed }) };
}

function isProgress(value: unknown): value is Partial<ResolutionProgress> {
  if (typeof value !== 'object' || value === null) return false;
  const isRead = !('readTo' in value) || value.readTo instanceof Date;
  return isRead && (!('postponed' in value) || Array.isArray(value.postponed));
}
