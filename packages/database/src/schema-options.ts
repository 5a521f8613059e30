/** How every schema is kept: no field that it does not name is stored or asked for, and nothing is made on its own. */
export const options = {
  versionKey: false,
  strict: 'throw',
  strictQuery: 'throw',
  minimize: false,
  autoIndex: false,
  autoCreate: false,
} as const;
