import { type DueDecision, type DueDecisionStore, type FaqWorkshopStore, isLeftToDo } from '@answerdesk/answers';
import { type FaqId, type FaqRecord, type TenantId, type UserId, workingContent } from '@answerdesk/domain';

/** A member of the staff who may be told. */
export interface ToldOfHold {
  readonly userId: UserId;
  readonly email: string;
  readonly locale: string;
  readonly isManager: boolean;
  readonly notify: { readonly push: boolean; readonly email: boolean };
}

/** Drafts that were held and are held still. */
export interface HeldFaqs {
  readonly id: string;
  readonly why: 'changed' | 'losing';
  readonly at: Date;
  readonly scheduledAt: Date;
  readonly faqs: readonly { readonly id: FaqId; readonly question: string }[];
}

/** A way to reach staff. */
export interface HoldTeller {
  /** Names it in what is kept of who was told. */
  readonly name: string;
  readonly isFor: (member: ToldOfHold) => boolean;
  /** Rejects when it could not be handed over; whoever has no such way is not reached, and that is no failure. */
  tell(tenantId: TenantId, member: ToldOfHold, held: HeldFaqs): Promise<void>;
}

export interface TellOfHoldsDeps {
  readonly decisions: DueDecisionStore;
  readonly faqs: Pick<FaqWorkshopStore, 'findMany'>;
  readonly listStaff: (tenantId: TenantId) => Promise<readonly ToldOfHold[]>;
  readonly tellers: readonly HoldTeller[];
  readonly reportFailure: (what: string, error: unknown) => void;
  readonly now: () => Date;
}

const TRIED_AGAIN_MS = 5 * 60_000;
/** What could not be handed over for so long is shown in the list of FAQs all the same. */
const TRIED_FOR_MS = 24 * 3_600_000;

/**
 * Tells of a tenant's drafts that were not published at their time whoever scheduled them, and managers: each person once by
 * each way, of all that were held together. Each telling is claimed before it is handed over, and given back where that failed.
 * Closes what is done. What somebody has dealt with meanwhile is not told of; what was decided and is not done yet stays open.
 * `mayGoOn` is asked before each telling.
 */
export async function tellOfHolds(
  deps: TellOfHoldsDeps,
  tenantId: TenantId,
  mayGoOn: () => Promise<boolean> = async () => true,
): Promise<void> {
  const { decisions } = deps;
  for (const decision of await decisions.listOpen(tenantId)) {
    const now = deps.now();
    const told = await tellOf(deps, tenantId, decision, mayGoOn);
    if (told === 'stopped') return;
    const isOld = told === 'some' && now.getTime() - decision.at.getTime() > TRIED_FOR_MS;
    if (told === 'all' || isOld) await decisions.close(tenantId, decision.id);
    else await decisions.postpone(tenantId, decision.id, new Date(now.getTime() + TRIED_AGAIN_MS));
  }
}

/** Whom it was told of those who are to be told; `not-yet` where what was decided has to be done and noted first. */
type Told = 'all' | 'some' | 'not-yet' | 'stopped';

async function tellOf(
  deps: TellOfHoldsDeps,
  tenantId: TenantId,
  decision: DueDecision,
  mayGoOn: () => Promise<boolean>,
): Promise<Told> {
  const faqIds = decision.faqs.map(({ id }) => id);
  const records = await deps.faqs.findMany(tenantId, faqIds);
  if (decision.isNoted === false || isLeftToDo(decision, records, deps.now())) return 'not-yet';
  const held = heldOf(decision, records);
  if (!held) return 'all';
  const staff = (await deps.listStaff(tenantId)).filter(
    ({ userId, isManager }) => isManager || userId === decision.byId,
  );
  let told: Told = 'all';
  for (const teller of deps.tellers) {
    for (const member of staff) {
      if (!teller.isFor(member)) continue;
      if (!(await mayGoOn())) return 'stopped';
      const telling = `${teller.name}:${member.userId}`;
      if (!(await deps.decisions.claim(tenantId, decision.id, telling))) continue;
      try {
        await teller.tell(tenantId, member, held);
      } catch (error) {
        deps.reportFailure('telling staff of drafts that were not published', error);
        await deps.decisions.release(tenantId, decision.id, telling);
        told = 'some';
      }
    }
  }
  return told;
}

function heldOf(
  { id, outcome: why, at, scheduledAt }: DueDecision,
  records: readonly FaqRecord[],
): HeldFaqs | undefined {
  if (why === 'published') return undefined;
  const held = records.filter((record) => isHeldStill(record, scheduledAt));
  if (held.length === 0) return undefined;
  const shown = held.map((record) => ({ id: record.id, question: workingContent(record).question }));
  return { id, why, at, scheduledAt, faqs: shown };
}

function isHeldStill({ schedule }: FaqRecord, scheduledAt: Date): boolean {
  return schedule?.isMissed === true && schedule.at.getTime() === scheduledAt.getTime();
}
