import { type MessageId, type Rating, type Score, scores, type TenantId, type UserId } from '@answerdesk/domain';

/** A rating that a customer gave. */
export type GivenRating = Rating & Required<Pick<Rating, 'score' | 'ratedAt'>>;

/** Reads what customers said of how they were served. */
export interface RatingReader {
  /** The ratings first given in a time, `until` not included. */
  given(
    tenantId: TenantId,
    between: { readonly from: Date; readonly until: Date },
  ): AsyncIterable<Pick<GivenRating, 'agentId' | 'score'>>;
  /** The newest given, newest first; those `before` one, where it is named. */
  listNewest(
    tenantId: TenantId,
    page: {
      readonly before?: { readonly ratedAt: Date; readonly id: MessageId };
      readonly hasComment?: boolean;
      readonly limit: number;
    },
  ): Promise<GivenRating[]>;
}

export interface RatingFigures {
  readonly count: number;
  /** 1–5; missing where nobody rated. */
  readonly mean?: number;
  /** How many gave each score, from 1 to 5. */
  readonly distribution: readonly { readonly score: Score; readonly count: number }[];
}

export interface RatingSummary extends RatingFigures {
  /** By who held the conversation until it was closed; who was rated most comes first. */
  readonly agents: readonly (RatingFigures & { readonly agentId: UserId })[];
}

/** Sums up how customers rated a tenant in a time, `until` not included. */
export async function summariseRatings(
  deps: { readonly ratings: Pick<RatingReader, 'given'> },
  tenantId: TenantId,
  between: { readonly from: Date; readonly until: Date },
): Promise<RatingSummary> {
  const agents = new Map<UserId, Map<Score, number>>();
  const all = new Map<Score, number>();
  for await (const { agentId, score } of deps.ratings.given(tenantId, between)) {
    const own = agents.get(agentId) ?? new Map<Score, number>();
    agents.set(agentId, own);
    for (const counts of [own, all]) counts.set(score, (counts.get(score) ?? 0) + 1);
  }
  return {
    ...figuresOf(all),
    agents: [...agents]
      .map(([agentId, counts]) => ({ agentId, ...figuresOf(counts) }))
      .sort((a, b) => b.count - a.count || (a.agentId < b.agentId ? -1 : 1)),
  };
}

function figuresOf(counts: ReadonlyMap<Score, number>): RatingFigures {
  const distribution = scores.map((score) => ({ score, count: counts.get(score) ?? 0 }));
  const count = distribution.reduce((sum, each) => sum + each.count, 0);
  const total = distribution.reduce((sum, each) => sum + each.score * each.count, 0);
  return { count, ...(count > 0 && { mean: total / count }), distribution };
}
