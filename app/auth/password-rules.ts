/** Why a password is not taken. Every one has words on the page. */
export type PasswordFault =
  'password-short' | 'password-long' | 'password-simple' | 'password-has-login' | 'password-common'

const passwordMinimum = 8
const passwordMaximum = 128

// They satisfy every rule about signs and are the first that anybody tries.
const notorious = new Set([
  'aa123456', 'aa123456.', 'aa123456!', 'abc@123', 'abc@1234', 'abc@12345', 'abc@123456', 'abc123456!', 'admin@123', 'admin@1234',
  'admin123!', 'test@123', 'test@1234', 'passw0rd', 'p@ssw0rd', 'password1', 'password1!', 'password@123', 'qwer1234!', 'qwer@1234',
  '1qaz@wsx', '1qaz@wsx3edc', '!qaz2wsx', 'a123456!', 'huawei@123', 'root@123', 'pass@123', 'welcome1!', 'welcome@123',
]) // prettier-ignore

const classes = [/\p{Lowercase}/u, /\p{Uppercase}/u, /\p{Number}/u, /[^\p{Letter}\p{Number}]/u]

/**
 * Judges a new password: at least eight signs of three of the four classes (small, capital, digit, other), without
 * the login in it, and not one of those everybody tries first.
 *
 * @returns The first fault, or null.
 * @see GB/T 22239-2019 8.1.4.1, identity authentication at level 3.
 */
export function faultOf(password: string, login: string): PasswordFault | null {
  const signs = password.normalize('NFKC')
  const length = Array.from(signs).length
  if (length < passwordMinimum) return 'password-short'
  if (length > passwordMaximum) return 'password-long'
  const lower = signs.toLowerCase()
  const name = login.trim().toLowerCase()
  if (name.length >= 3 && lower.includes(name)) return 'password-has-login'
  if (classes.filter((sign) => sign.test(signs)).length < 3) return 'password-simple'
  return notorious.has(lower) ? 'password-common' : null
}
