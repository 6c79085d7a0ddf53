/**
 * Sekisho as a library: a formal model of the authorization code flow of OAuth 2.0, and an attack search over it.
 *
 * Start from a configuration: `profile('rfc6749')`, or `parseProfile(text)`. Then ask
 *
 * - `search(profile, goal)`: who reaches a goal in this one configuration, by which steps;
 * - `evidenceFor([profile])`, and of that `judge`, `compare`, `explain`, `harden`: every goal and threat, with unknown
 *   switches, why, and what would close it;
 * - `paths()` and `breakingSets`: over every configuration at once;
 * - `replayTrace`, `certify`, `checkCertificate`, `toPromela`, `toTla`, `toItf`: let somebody else check it;
 * - `drawAttack`, `drawTwin`, `drawFlow`, `drawMachine`, `drawConditions`: show it.
 *
 * A verdict holds within the bounds that stand beside it. `no-attack-within-bounds` is said only of what was searched
 * exhaustively; `inconclusive` and `vacuous` are verdicts too.
 *
 * Nothing here prints, exits, or writes a file. Errors of the caller's input are `Problem`s, which say what happened, why
 * (`why`), what to do (`fix`), what there is (`available`), and the exit code of a command that fails so. What takes long
 * takes an `AbortSignal`. Durations are seconds; sets of ids are ordered as `switches` and `capabilities` are.
 * The rules and bounds of the model are in docs/semantics.md; sources (RFC sections, the survey) stand in the tables.
 *
 * @packageDocumentation
 */

export type { ExploreStats } from '../../attacks/engine/explore.js';
export type { Remark, ThreatId } from '../../attacks/catalogue/paper.js';
export type { Party, SwitchId } from '../../model/switches.js';
export type { ErrorDetails } from '../input/problem.js';
export type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
export type { GoalId } from '../../attacks/goals.js';
export type { MeasureId } from '../../model/measures.js';
export {
  type Certificate,
  type Certified,
  type Checked,
  certify,
  checkCertificate,
  parseCertificate,
} from './certificates.js';
export {
  type DrawingFormat,
  type DrawOptions,
  drawAttack,
  drawConditions,
  drawFlow,
  drawMachine,
  drawTwin,
  type Lang,
} from './drawings.js';
export {
  type Exported,
  type ExportOptions,
  type Subject,
  toItf,
  toPromela,
  toTla,
} from './exports.js';
export {
  attackers,
  type Capability,
  capabilities,
  type Goal,
  goals,
  type Measure,
  measures,
  type NamedAttacker,
  type Switch,
  switches,
  type Threat,
  threats,
} from './lists.js';
export {
  type Bounds,
  type BreakingOptions,
  breakingSets,
  type Condition,
  type Path,
  type Paths,
  type PathsOptions,
  paths,
} from './paths.js';
export {
  defaultScenario,
  type ParseOptions,
  Problem,
  type Profile,
  parseProfile,
  profile,
  profileFileSchema,
  profiles,
  type Scenario,
  type Setting,
  type ShippedProfile,
  settle,
  withAttacker,
} from './profiles.js';
export type { ResultOptions } from './results.js';
export {
  type Attack,
  type Attacker,
  minimalAttackers,
  type SearchOptions,
  type SearchProgress,
  type SearchResult,
  search,
} from './search.js';
export type { Stoppable } from './stopping.js';
export {
  movesOf,
  parseTrace,
  type Replayed,
  type ReplayFailure,
  replay,
  replayTrace,
  type Trace,
  type TraceStep,
  traceOf,
} from './traces.js';
export {
  allTargets,
  type Change,
  type Comparison,
  type Costs,
  compare,
  type Dependence,
  type Difference,
  type Evidence,
  type EvidenceOptions,
  evidenceFor,
  type Explanation,
  explain,
  type Hardened,
  type Hardening,
  type HardenOptions,
  harden,
  type Judgement,
  judge,
  type Reason,
  type Role,
  type Stop,
  type Target,
  type Verdict,
  type WeakAttacker,
} from './verdicts.js';
