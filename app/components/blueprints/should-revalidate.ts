import type { ShouldRevalidateFunctionArgs } from '@remix-run/react'

/** Asking the bank, or adding a row, changes nothing that the page was loaded from. */
export function shouldRevalidate({
  formData,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean {
  const intent = formData?.get('intent')
  return typeof intent === 'string' && intent !== 'save' ? false : defaultShouldRevalidate
}
