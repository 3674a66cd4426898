/** Opening the camera of this computer. */

export type CaptureRefusal = 'denied' | 'no-device'

export type Capture =
  { ok: true; stream: MediaStream; track: MediaStreamTrack } | { ok: false; refusal: CaptureRefusal }

const wanted: MediaStreamConstraints = {
  video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 15, max: 15 } },
  audio: false,
}

/** Asks for the camera. Never throws: whatever goes wrong, there is either no permission or no usable camera. */
export async function captureCamera(): Promise<Capture> {
  // Absent on a page that is not secure, and on very old browsers.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (!devices?.getUserMedia) return { ok: false, refusal: 'no-device' }
  try {
    const stream = await devices.getUserMedia(wanted)
    const [track] = stream.getVideoTracks()
    if (track) return { ok: true, stream, track }
    return { ok: false, refusal: 'no-device' }
  } catch (error) {
    const denied =
      error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'SecurityError')
    return { ok: false, refusal: denied ? 'denied' : 'no-device' }
  }
}

/**
 * Calls back when a camera was plugged in or permission was given, so that nobody has to press anything.
 *
 * @returns Stops watching.
 */
export function watchForCamera(onChance: () => void): () => void {
  const devices = navigator.mediaDevices as MediaDevices | undefined
  devices?.addEventListener?.('devicechange', onChance)
  let permission: PermissionStatus | null = null
  let stopped = false
  void readPermission().then((status) => {
    if (stopped) return
    permission = status
    status?.addEventListener('change', onChance)
  })
  return () => {
    stopped = true
    devices?.removeEventListener?.('devicechange', onChance)
    permission?.removeEventListener('change', onChance)
  }
}

async function readPermission(): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: 'camera' })
  } catch {
    return null
  }
}
