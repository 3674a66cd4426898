/**
 * What the staff of a sitting see of its room, and what the rest of the system tells the room.
 * Plain JSON: instants are ISO 8601 strings in UTC, durations whole milliseconds.
 */

export type Clock = {
  phase: 'waiting' | 'running' | 'paused' | 'grace' | 'closed'
  now: string
  deadlineAt: string | null
  remainingMs: number
}

export type AttemptView = {
  attemptId: string
  state: 'answering' | 'paused' | 'handed-in' | 'void' | 'annulled'
  clock: Clock
  answered: number
  givenMs: number
  closedBy: 'candidate' | 'server' | 'proctor' | null
  handOverOpen: boolean
  heldEntries: number
}

export type SeatView = {
  registrationId: string
  seatNumber: number
  ticketNo: string
  name: string
  departmentZh: string
  departmentEn: string
  /** The last digits of the ID number; the whole number never comes here. */
  idTail: string
  /** Logging in is refused until then, after too many wrong passwords. */
  lockedUntil: string | null
  checkedInAt: string | null
  attempt: AttemptView | null
}

export type SittingView = {
  id: string
  examTitleZh: string
  examTitleEn: string
  centreZh: string
  centreEn: string
  roomZh: string
  roomEn: string
  columns: number
  startsAt: string
  startedAt: string | null
  pausedAt: string | null
  closedAt: string | null
  durationMs: number
  givenMs: number
  itemCount: number
}

export type MessageView = {
  id: string
  /** null: to everybody in the room. */
  registrationId: string | null
  text: string
  sentAt: string
  /** Registration ids of those who have confirmed reading it. */
  acknowledgedBy: string[]
}

export type IncidentView = {
  id: string
  registrationId: string | null
  kind: string
  tier: string
  note: string
  at: string
  /** null: noted by the system, as a fact. */
  recordedBy: string | null
}

/** Time that the room lost by the platform's own fault, and that nobody has decided about. Instants in ISO 8601. */
export type OutageView = { id: string; from: string; until: string; lostMs: number }

export type StaffRole = 'proctor' | 'inspector'

export type RoomView = {
  role: StaffRole
  now: string
  sitting: SittingView
  seats: SeatView[]
  messages: MessageView[]
  incidents: IncidentView[]
  outages: OutageView[]
}

/** One reading of the whole room. */
export type RoomSnapshot = RoomView

export type PendingMessage = { id: string; text: string; sentAt: string }

export type ConnectionHealth = 'absent' | 'here' | 'lost'
export type CameraHealth = 'off' | 'live' | 'lost'
export type CameraCause = 'denied' | 'no-device' | 'muted' | 'ended' | 'no-picture' | 'server' | null

/** How one candidate's line and camera are. */
export type CandidateHealth = {
  registrationId: string
  connection: ConnectionHealth
  camera: CameraHealth
  /** Why there is no picture; null while there is one, or when nobody knows. */
  cameraCause: CameraCause
  page: 'waiting' | 'exam' | null
  /** How the picture travels; tcp is slower to recover. */
  network: 'udp' | 'tcp' | null
  /** When connection or camera last changed. */
  since: string
}

export type NoticeKind =
  | 'clock'
  | 'message'
  | 'closed'
  | 'started'
  | 'machine'
  | 'incident'
  | 'checked-in'
  | 'acknowledged'
  | 'answers'

/**
 * Something the application has done, told to those it concerns.
 *
 * Without a registrationId it concerns everybody in the sitting. `closed` with one means that this
 * candidate's attempt is closed; without, the sitting.
 *
 * Payloads: clock, started `{ clock }`, or none, then each candidate is told the own clock; message
 * `{ id, text, sentAt }`; answers `{ state }`: with `answering` the candidate has begun.
 */
export type Notice = {
  sittingId: string
  registrationId?: string | null
  kind: NoticeKind
  payload: unknown
}

export type FactKind =
  'camera-on' | 'camera-lost' | 'camera-back' | 'connection-lost' | 'connection-back' | 'second-browser'

/** Something that happened in the room, to be recorded. Evidence, never a verdict. */
export type Fact = {
  sittingId: string
  registrationId: string
  kind: FactKind
  detail?: Record<string, unknown>
}
