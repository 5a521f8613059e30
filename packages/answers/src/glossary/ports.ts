import type { Glossary, TenantId } from '@answerdesk/domain';

/** Where tenants' glossaries are kept. */
export interface GlossaryStore {
  /** One without terms where none was ever written. */
  find(tenantId: TenantId): Promise<Glossary>;
  /** Stores a glossary over the one at revision `expected`; says whether that one was still the newest. */
  write(tenantId: TenantId, glossary: Glossary, expected: number): Promise<boolean>;
  /** Has answers made from now on read questions with the glossary as it is. */
  raiseVersion(tenantId: TenantId): Promise<void>;
}

/** What changing a glossary needs from outside. */
export interface GlossaryDeps {
  readonly glossaries: GlossaryStore;
}
