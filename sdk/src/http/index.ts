export { createApi, type Api, type ApiOptions, type ApiServer } from './api.ts'
export { isoTime } from './iso-time.ts'
export { page, pageOf, pageQuery, type Page, type PageRequest } from './page.ts'
export { badRequest, notFound, Problem, problemSchema, type ProblemBody } from './problem.ts'
