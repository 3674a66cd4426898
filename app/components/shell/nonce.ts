import { createContext, useContext } from 'react'

/**
 * The nonce of the content security policy, for the inline scripts of the page.
 *
 * Given on the server only. In the browser it is the empty string, because browsers hide a nonce from the
 * page: so both sides render the same attribute.
 */
const NonceContext = createContext('')

export const NonceProvider = NonceContext.Provider

export function useNonce(): string {
  return useContext(NonceContext)
}
