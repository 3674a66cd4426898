import { availableParallelism } from 'node:os'

import type { types } from 'mediasoup'

export type MediaSettings = {
  /** The address the workers listen on, UDP and TCP. */
  listenIp: string
  /** The address browsers connect to, when it is not the one listened on (0.0.0.0, address translation). */
  announcedAddress?: string | null
  /** Worker i listens on basePort + i. */
  basePort: number
  /** How many workers; by default one per core, leaving one core to everything else. */
  workers?: number
}

/** VP8 is the only codec: every browser encodes it in software, with the same layers. */
export const routerCodecs: types.RouterRtpCodecCapability[] = [
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
]

/** The kernel's default of 208 KB lost a quarter of the packets of 500 cameras on a busy machine. */
const SOCKET_BUFFER_BYTES = 4 * 1024 * 1024

/** What one camera may send, with some room for retransmissions: 80 + 400 kbit/s. */
export const CAMERA_MAX_BPS = 700_000

/** A wall starts with all its pictures instead of growing from 600 kbit/s. */
const WALL_START_BPS = 4_000_000

/** A browser that has not answered for this long is gone. */
const ICE_CONSENT_S = 12

export function workerCountOf(settings: MediaSettings): number {
  return settings.workers ?? Math.max(1, availableParallelism() - 1)
}

/** UDP and, for networks that block it, TCP on the same port. */
export function listenInfosOf(settings: MediaSettings, index: number): types.TransportListenInfo[] {
  return (['udp', 'tcp'] as const).map((protocol) => ({
    protocol,
    ip: settings.listenIp,
    ...(settings.announcedAddress && { announcedAddress: settings.announcedAddress }),
    port: settings.basePort + index,
    sendBufferSize: SOCKET_BUFFER_BYTES,
    recvBufferSize: SOCKET_BUFFER_BYTES,
  }))
}

export function transportOptions(server: types.WebRtcServer): types.WebRtcTransportOptions {
  return {
    webRtcServer: server,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    iceConsentTimeout: ICE_CONSENT_S,
    initialAvailableOutgoingBitrate: WALL_START_BPS,
  }
}
