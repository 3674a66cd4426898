/** What was read of marked-up text. */
export type ReadText = {
  text: string
  /** The text of elements with a class that was asked for, which is then not part of `text`. */
  blocks: ReadonlyMap<string, string>
  /** The first element whose content plain text cannot keep (a picture, a formula); null when nothing is lost. */
  lost: string | null
}

/** Takes the events of marked-up text (HTML, or the XHTML inside QTI) and keeps what plain text can. */
export type TextBuilder = {
  open: (name: string, attributes: ReadonlyMap<string, string>) => void
  close: (name: string) => void
  /** Text of the document: spaces and line breaks in it are one space. */
  text: (text: string) => void
  /** Text to keep sign by sign. */
  exact: (text: string) => void
  finish: () => ReadText
}

const words = (list: string) => new Set(list.split(' '))
const lines = words(
  'p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table tr caption blockquote pre section article header footer hr ' +
    'figure figcaption fieldset address qti-prompt qti-item-body qti-stimulus-body qti-content-body',
)
const lossy = words(
  'img picture svg math object embed iframe video audio canvas applet map input select textarea ' +
    'qti-printed-variable qti-math-operator image-map',
)
const silent = words('script style template head title noscript rt rp')
export const emptyElements = words(
  'br hr img input meta link area base col embed source track wbr param keygen',
)

/** What an element stands for that no text does. A link leaves its words, unless it leads into the same file. */
function lossIn(name: string, attributes: ReadonlyMap<string, string>): string | null {
  if (lossy.has(name)) return name
  return name === 'a' && (attributes.get('href') ?? '').includes('@@PLUGINFILE@@') ? 'a file' : null
}

const raised = new Map([...'0123456789+-=()n'].map((sign, at) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'][at] ?? '']))
const lowered = new Map([...'0123456789+-=()'].map((sign, at) => [sign, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][at] ?? '']))

/** Text being collected: the whole one, or a block that was asked for. */
type Sink = { block: string | null; parts: string[]; isLineStart: boolean; due: 'space' | 'break' | null }
/** A document breaks its lines anywhere between Chinese signs: that is no space between words. */
const isChineseBreak = ({ due, parts }: Sink, next: string) =>
  due === 'break' &&
  /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]$/u.test(parts.at(-1) ?? '') &&
  /^[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(next)

type Open = { name: string; ends: (() => void) | null }

/**
 * @param blocks Classes whose elements are texts of their own: `case-material`.
 */
export function newTextBuilder(blocks: readonly string[] = []): TextBuilder {
  const newSink = (block: string | null): Sink => ({ block, parts: [], isLineStart: true, due: null })
  const whole = newSink(null)
  const sinks = [whole]
  const found = new Map<string, string>()
  const stack: Open[] = []
  // How many elements of a name are open: looking for one that is not would take long in a deep text.
  const openCount = new Map<string, number>()
  const counters: (number | null)[] = []
  const shifts: ReadonlyMap<string, string>[] = []
  let skipped = 0
  let kept = 0
  let lost: string | null = null

  const sink = () => sinks.at(-1) ?? whole
  const put = (text: string) => {
    const at = sink()
    if (at.due !== null && !at.isLineStart && !isChineseBreak(at, text)) at.parts.push(' ')
    at.parts.push(text)
    at.due = null
    at.isLineStart = false
  }
  const putLines = (text: string) => {
    for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
      if (index > 0) breakLine(true)
      if (line !== '') put(shift(line))
    }
  }
  const breakLine = (isForced: boolean) => {
    const at = sink()
    if (isForced || !at.isLineStart) at.parts.push('\n')
    at.isLineStart = true
    at.due = null
  }
  const shift = (text: string) => {
    const signs = shifts.at(-1)
    if (!signs) return text
    return [...text]
      .map((sign) => {
        if (!signs.has(sign) && sign.trim() !== '') lost ??= 'sup'
        return signs.get(sign) ?? sign
      })
      .join('')
  }
  const endBlock = () => {
    const { block, parts } = sinks.pop() ?? whole
    if (block !== null)
      found.set(block, [found.get(block) ?? '', parts.join('').trim()].filter(Boolean).join('\n'))
  }

  const begin = (name: string, attributes: ReadonlyMap<string, string>): (() => void) | null => {
    const classes = (attributes.get('class') ?? '').split(/\s+/)
    const block = blocks.find((one) => classes.includes(one))
    if (block !== undefined) {
      sinks.push(newSink(block))
      return endBlock
    }
    if (classes.includes('keep-tab')) put('\t')
    if (silent.has(name) || classes.includes('keep-tab') || classes.includes('field-label')) {
      skipped += 1
      return () => (skipped -= 1)
    }
    return beginStyled(name, attributes)
  }

  const beginStyled = (name: string, attributes: ReadonlyMap<string, string>): (() => void) | null => {
    if (name === 'sup' || name === 'sub') {
      shifts.push(name === 'sup' ? raised : lowered)
      return () => shifts.pop()
    }
    if (name === 'pre') {
      kept += 1
      return () => (kept -= 1)
    }
    if (name === 'ol' || name === 'ul') {
      counters.push(name === 'ol' ? Number(attributes.get('start') ?? 1) : null)
      return () => counters.pop()
    }
    return null
  }

  const mark = (name: string, attributes: ReadonlyMap<string, string>) => {
    lost ??= lossIn(name, attributes)
    if (name === 'br') breakLine(true)
    if (lines.has(name)) breakLine(false)
    if ((name === 'td' || name === 'th') && !sink().isLineStart) put('\t')
    if (name === 'li') number()
  }

  const number = () => {
    const count = counters.at(-1)
    if (typeof count === 'number') {
      put(`${count}. `)
      counters[counters.length - 1] = count + 1
    }
  }

  return {
    open: (name, attributes) => {
      if (skipped === 0) mark(name, attributes)
      if (emptyElements.has(name)) return
      openCount.set(name, (openCount.get(name) ?? 0) + 1)
      stack.push({ name, ends: skipped > 0 && !silent.has(name) ? null : begin(name, attributes) })
    },
    close: (name) => {
      if (!openCount.get(name)) return
      for (let top = stack.pop(); top; top = top.name === name ? undefined : stack.pop()) {
        openCount.set(top.name, (openCount.get(top.name) ?? 1) - 1)
        top.ends?.()
      }
      if (skipped === 0 && lines.has(name)) breakLine(false)
    },
    text: (text) => {
      if (skipped > 0) return
      if (kept > 0) return putLines(text)
      for (const part of text.split(/([ \t\n\r\f]+)/)) {
        if (part === '') continue
        if (/^[ \t\n\r\f]/.test(part)) sink().due = /[\r\n]/.test(part) ? 'break' : 'space'
        // A space that must not break is what editors write for a second space.
        else put(shift(part.replaceAll('\u00a0', ' ')))
      }
    },
    exact: (text) => {
      if (skipped === 0 && text !== '') put(shift(text.replaceAll('\u00a0', ' ')))
    },
    finish: () => {
      for (const { ends } of stack.splice(0).reverse()) ends?.()
      return { text: whole.parts.join('').trim(), blocks: found, lost }
    },
  }
}
