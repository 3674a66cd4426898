import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** Counters of this process in Prometheus' text form. Nothing in them names a person. */
export function createMetrics(read: {
  sockets(): number
  rooms(): number
  poolWaiting(): number
  poolTotal(): number
}) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauges = {
    sockets: read.sockets,
    rooms: read.rooms,
    pool_waiting: read.poolWaiting,
    pool_total: read.poolTotal,
  }
  for (const [name, value] of Object.entries(gauges)) {
    new Gauge({
      name: `lawexam_${name}`,
      help: `Current ${name.replace('_', ' ')}.`,
      registers: [registry],
      collect() {
        this.set(value())
      },
    })
  }
  return () => registry.metrics()
}
