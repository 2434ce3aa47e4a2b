import { z } from 'zod';

/** Where a process listens. */
export const whereToListen = {
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8080)
    .describe('write a port from 1 to 65535, such as 8080 (0 picks a free one)'),
  HOST: z.string().min(1).default('localhost').describe('write the address to listen on, such as localhost or 0.0.0.0'),
};

/** The text that signs tokens. */
export const tokenKey = z.string().min(32);

/** How much is logged. */
export const logLevel = z
  .enum(['debug', 'info', 'warn', 'error', 'silent'])
  .default('warn')
  .describe('write debug, info, warn, error or silent');
