/** The numbers that both ends, and the tests, must agree on. Durations are milliseconds. */

/** A candidate's page says that it is there. */
export const BEAT_MS = 2000
/** Two beats missed and some slack: shown as lost within five seconds of the last sign of life. */
export const CONNECTION_LOST_MS = 4200
/** A page whose socket was closed may be loading again; after this long it has left. */
export const RELOAD_MS = 2500
/** No picture data for this long is a lost camera; with the poll below it shows within five seconds. */
export const PICTURE_LOST_MS = 3000
/** How often the server looks whether picture data came. */
export const PICTURE_POLL_MS = 1000
/** How often the state of the rooms is looked at, and changes are sent to the staff: at most four a second. */
export const ROOM_TICK_MS = 250
/** A page whose socket dropped keeps its feed this long, so that a short loss does not interrupt the picture. */
export const KEEP_FEED_MS = 10_000
/**
 * Everybody reconnects somewhere within this time after a failure, not all at once. A handshake costs the worker
 * about 3 ms: even 500 candidates fit well into it.
 */
export const REJOIN_SPREAD_MS = 2000
/** How often the server asks again whether a socket's session, and its right to watch, still hold. */
export const RECHECK_MS = 20_000
/** Both ends must speak the same version; a page that does not is asked to load again. */
export const PROTOCOL_VERSION = 1
