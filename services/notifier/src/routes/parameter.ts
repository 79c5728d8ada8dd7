import { z } from 'zod'

/** A parameter that is compared with what the tables hold: PostgreSQL takes any character but NUL. */
export const parameter = () =>
  z
    .string()
    .min(1)
    .max(200)
    .refine((text) => !text.includes('\0'), 'must not hold NUL')
