import { useEffect, useRef, useState } from 'react'

import type { WallClient } from '#proctoring/browser/wall-client.ts'
import type { CandidateHealth, RoomView, TileReport } from '#proctoring/protocol.ts'

export type WatchedRoom = {
  health: ReadonlyMap<string, CandidateHealth>
  pictures: ReadonlyMap<string, MediaStreamTrack>
  starved: ReadonlySet<string>
  /** False: this installation shows no pictures. */
  video: boolean
  line: 'connecting' | 'connected' | 'lost' | 'ended'
  report: (tiles: TileReport[]) => void
  enlarge: (registrationId: string | null) => void
}

/** However many notices come, the room is read again at most this often. */
const REREAD_MS = 1000
/** Saved answers make no notices: their number is read again now and then. */
const REREAD_QUIET_MS = 10_000

/**
 * Watches a room live. Its pictures and health come from the socket; everything else stays the loader's, which
 * `reread` runs again when something has happened.
 */
export function useWatchedRoom(room: RoomView, reread: () => void): WatchedRoom {
  const [health, setHealth] = useState<WatchedRoom['health']>(new Map())
  const [pictures, setPictures] = useState<WatchedRoom['pictures']>(new Map())
  const [starved, setStarved] = useState<WatchedRoom['starved']>(new Set())
  const [video, setVideo] = useState(true)
  const [line, setLine] = useState<WatchedRoom['line']>('connecting')
  const client = useRef<WallClient | null>(null)
  const asked = useRef<{ tiles: TileReport[]; enlarged: string | null }>({ tiles: [], enlarged: null })
  const rereadNow = useRef(reread)
  useEffect(() => {
    rereadNow.current = reread
  })

  const sittingId = room.sitting.id
  useEffect(() => {
    let left = false
    let timer: number | undefined
    const soon = () => {
      timer ??= window.setTimeout(() => {
        timer = undefined
        rereadNow.current()
      }, REREAD_MS)
    }
    const quiet = window.setInterval(soon, REREAD_QUIET_MS)

    void import('#proctoring/browser/wall-client.ts').then(({ openWall }) => {
      if (left) return
      client.current = openWall(sittingId, {
        welcome(welcome) {
          setHealth(byId(welcome.health))
          setVideo(welcome.video)
          setLine('connected')
          soon()
        },
        health: (changed) => setHealth((known) => new Map([...known, ...byId(changed)])),
        notices: soon,
        picture: (id, track) => setPictures((shown) => withPicture(shown, id, track)),
        starved: (id, is) => setStarved((known) => withMember(known, id, is)),
        line: (state) => setLine((now) => (now === 'ended' || state === 'connected' ? now : 'lost')),
        ended: () => setLine('ended'),
      })
      // What was asked for while the code was loading.
      client.current.report(asked.current.tiles)
      client.current.enlarge(asked.current.enlarged)
    })
    return () => {
      left = true
      window.clearTimeout(timer)
      window.clearInterval(quiet)
      client.current?.close()
      client.current = null
    }
  }, [sittingId])

  const [calls] = useState(() => ({
    report(tiles: TileReport[]) {
      asked.current.tiles = [...asked.current.tiles, ...tiles].slice(-200)
      client.current?.report(tiles)
    },
    enlarge(registrationId: string | null) {
      asked.current.enlarged = registrationId
      client.current?.enlarge(registrationId)
    },
  }))
  return { health, pictures, starved, video, line, ...calls }
}

const byId = (list: CandidateHealth[]) => new Map(list.map((health) => [health.registrationId, health]))

function withPicture(shown: WatchedRoom['pictures'], id: string, track: MediaStreamTrack | null) {
  const next = new Map(shown)
  if (track) next.set(id, track)
  else next.delete(id)
  return next
}

function withMember(known: WatchedRoom['starved'], id: string, is: boolean) {
  const next = new Set(known)
  if (is) next.add(id)
  else next.delete(id)
  return next
}
