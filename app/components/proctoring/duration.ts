/** A duration as a clock shows it: 45:00, or 1:05:00. Rounded up, so that 0:00 means over. */
export function clockFace(durationMs: number): string {
  const seconds = Math.max(0, Math.ceil(durationMs / 1000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  const two = (figure: number) => String(figure).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
