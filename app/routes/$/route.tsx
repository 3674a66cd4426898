import { data } from '@remix-run/server-runtime'

/** Every address nothing else answers. The words are those of the error page in root.tsx. */
export function loader(): never {
  throw data(null, { status: 404 })
}

export function action(): never {
  throw data(null, { status: 404 })
}

// A page, so that a wrong address shows the error page and not bare text.
export default function NotFound() {
  return null
}
