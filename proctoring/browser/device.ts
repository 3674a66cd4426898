import { Device, type types } from 'mediasoup-client'

import type { RouterCapabilities } from '#proctoring/protocol.ts'

/** Since then Chromium sets layers in the standard way; domestic browsers carry its version in their names. */
const MODERN_CHROMIUM = 111

/** This browser as the media library sees it, ready for a server with these capabilities. */
export async function loadDevice(routerRtpCapabilities: RouterCapabilities): Promise<types.Device> {
  const chromium = /Chrom(?:e|ium)\/(\d+)/.exec(navigator.userAgent)?.[1]
  const handlerName = chromium && (Number(chromium) >= MODERN_CHROMIUM ? 'Chrome111' : 'Chrome74')
  const device = handlerName ? new Device({ handlerName }) : await Device.factory()
  await device.load({ routerRtpCapabilities })
  return device
}
