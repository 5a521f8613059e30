/** Plays one interleaving of take-over races instead of all: the seed that a failure printed. */
export const raceSeed: number | undefined = Number(process.env['RACE_SEED']) || undefined;
