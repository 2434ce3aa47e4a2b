export {
  ArrangementId,
  BookingId,
  DutyId,
  Instant,
  JobId,
  LeaveId,
  LocalDate,
  LocalTime,
  OrganisationCode,
  PatternId,
  PersonId,
  RotaId,
  SiteCode,
  TemplateId,
} from './ids.ts';
export {
  Arrangement,
  CredentialKind,
  networkContracts,
  Organisation,
  Parties,
  Site,
  Travel,
} from './network.ts';
export { sharedRotasContracts } from './shared-rotas.ts';
export { ProcessStatus, Status } from './status.ts';
export { Credential, Employment, Leave, LeaveKind, workforceContracts } from './workforce.ts';
