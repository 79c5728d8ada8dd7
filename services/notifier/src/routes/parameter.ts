import { z } from 'zod'

/** A parameter that is compared with what the tables hold. */
export const parameter = z.string().min(1).max(200)
