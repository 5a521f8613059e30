import { useEffect, useState } from 'react';
import { useSession } from '../../../session.ts';
import { leadTabs } from './lead-tabs.ts';

/** Whether this is the one of the person's tabs that speaks. */
export function useLeads(): boolean {
  const { person, tenant } = useSession();
  const [leads, setLeads] = useState(false);
  useEffect(() => leadTabs(`answerdesk.inbox.${tenant.id}.${person.userId}`, setLeads), [person.userId, tenant.id]);
  return leads;
}
