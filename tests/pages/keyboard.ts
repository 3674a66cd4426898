import { expect, type Locator, type Page } from '@playwright/test'

/** More than any page has controls: whoever has pressed Tab so often is going in circles. */
const LONGEST_WAY = 150

/** Somebody who has no mouse: the focus moves by keys alone, and where it is must be seen. */
export class Keyboard {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text)
  }

  /** Presses Tab until the control has the focus, and checks that it is seen there. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeVisible()
    for (let pressed = 0; !(await hasFocus(target)); pressed += 1) {
      expect(pressed, 'the control is reached by Tab').toBeLessThan(LONGEST_WAY)
      await this.press(key)
    }
    await this.expectFocusShown()
  }

  /** Goes to a control by Tab and presses it. */
  async use(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.tabTo(target)
    await this.press(key)
  }

  /** What has the focus is in view, and has a ring around it: itself, or the label that stands for it. */
  async expectFocusShown(): Promise<void> {
    const shown = await this.page.evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return 'nothing has the focus'
      const { top, bottom, left, right } = focused.getBoundingClientRect()
      const isInView = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth
      const isRinged = [focused, focused.closest('label')].some((element) => {
        if (!element) return false
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
      })
      const name = focused.outerHTML.slice(0, 120)
      return isInView && isRinged ? 'shown' : `${isInView ? 'no ring' : 'out of view'}: ${name}`
    })
    expect(shown).toBe('shown')
  }

  /** Tab goes round: every control is left again, and after the last comes the first. */
  async expectNoTrap(): Promise<void> {
    await this.page.evaluate(() => document.activeElement?.setAttribute('data-began', ''))
    const isBack = () => this.page.evaluate(() => document.activeElement?.hasAttribute('data-began') ?? false)
    let pressed = 0
    do {
      expect(pressed, 'Tab comes back to where it began').toBeLessThan(LONGEST_WAY)
      await this.press('Tab')
      pressed += 1
    } while (!(await isBack()))
    expect(pressed, 'controls on the way').toBeGreaterThan(2)
    await this.page.evaluate(() => document.activeElement?.removeAttribute('data-began'))
  }
}

const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement)
