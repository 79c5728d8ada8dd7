export { alertId, incidentId, openAlert, type AlertState, type Opening, type Severity } from './alert.ts'
