import type { types } from 'mediasoup-client'

/** What browser and server tell each other to connect video. Made by one end's library for the other's. */

export type RouterCapabilities = types.RtpCapabilities
export type CameraParameters = types.RtpParameters

/** The server's end of a connection for video. */
export type TransportOffer = {
  /** Which worker it is on; a page keeps one receiving connection per worker. */
  worker: number
  capabilities: RouterCapabilities
  id: string
  iceParameters: types.IceParameters
  iceCandidates: types.IceCandidate[]
  dtlsParameters: types.DtlsParameters
}

export type ConsumerOffer = {
  registrationId: string
  id: string
  producerId: string
  rtpParameters: types.RtpParameters
}

/** A live picture of one candidate, and the worker that has it. */
export type Feed = { registrationId: string; producerId: string; worker: number }
