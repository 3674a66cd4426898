import type { CameraParameters } from '#proctoring/protocol.ts'

/**
 * Whether these are what a candidate's camera may send: VP8, with its retransmissions, in at most two layers.
 *
 * The bitrate is not taken from here: the transport's limit enforces it.
 */
export function isCamera({ codecs, encodings }: CameraParameters): boolean {
  const kinds = codecs.map((codec) => codec.mimeType.toLowerCase())
  const onlyVp8 =
    kinds[0] === 'video/vp8' && kinds.every((kind) => kind === 'video/vp8' || kind === 'video/rtx')
  return onlyVp8 && encodings !== undefined && encodings.length >= 1 && encodings.length <= 2
}
