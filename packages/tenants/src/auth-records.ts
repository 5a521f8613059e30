/** The part of better-auth's own adapter that the stores stand on; each call is one read or one atomic write. */
export interface AuthRecords {
  findOne<T>(query: { model: string; where: Where[] }): Promise<T | null>;
  findMany<T>(query: {
    model: string;
    where: Where[];
    limit?: number;
    sortBy?: { field: string; direction: 'asc' | 'desc' };
  }): Promise<T[]>;
  count(query: { model: string; where: Where[] }): Promise<number>;
  create<T extends Record<string, unknown>>(query: { model: string; data: T; forceAllowId?: boolean }): Promise<T>;
  update<T>(query: { model: string; where: Where[]; update: Record<string, unknown> }): Promise<T | null>;
  updateMany(query: { model: string; where: Where[]; update: Record<string, unknown> }): Promise<number>;
  deleteMany(query: { model: string; where: Where[] }): Promise<number>;
}

interface Where {
  field: string;
  value: string | number | boolean | string[] | Date | null;
  operator?: 'eq' | 'in' | 'gt' | 'lt' | 'ne';
}

/** Conditions that must all hold, by field. */
export function all(fields: Readonly<Record<string, Where['value']>>, ...others: Where[]): Where[] {
  return [...Object.entries(fields).map(([field, value]) => ({ field, value })), ...others];
}
