import { z } from 'zod';

/** What people give of themselves to sign up. */
export const personNameSchema = z.string().trim().min(1).max(120);
export const emailSchema = z.email().max(254);
export const passwordSchema = z.string().min(10).max(128);
