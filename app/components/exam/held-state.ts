/** A value that changes, and those who show it. */
export class HeldState<State extends object> {
  #value: State
  readonly #listeners = new Set<() => void>()

  constructor(first: State) {
    this.#value = first
  }

  get value(): State {
    return this.#value
  }

  set(change: Partial<State>): void {
    this.#value = { ...this.#value, ...change }
    for (const listener of [...this.#listeners]) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
