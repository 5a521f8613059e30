import { z } from 'zod';

const confidence = z.number().min(0, 'must be from 0 to 1').max(1, 'must be from 0 to 1');

/** From which confidence (0–1) on a question is answered, and from which the bot asks back; below both a person is asked. */
export const thresholdsSchema = z
  .object({ answer: confidence, clarify: confidence })
  .refine(({ answer, clarify }) => clarify <= answer, {
    path: ['clarify'],
    message: 'must not be above the confidence that answers',
  });
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** A tenant's dial was moved; where thresholds are missing the engine's own counted. */
export interface DialMove {
  readonly at: Date;
  readonly before?: Thresholds;
  readonly after?: Thresholds;
}
