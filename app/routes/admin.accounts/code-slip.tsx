import { Time } from '#app/components/time.tsx'
import { adminMessages } from '#app/i18n/admin.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { IssuedCode } from '#app/services/administration/manage-account.ts'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { Notice } from '#app/ui/notice.tsx'

import styles from './accounts.module.css'

/** A new code, shown this once. */
export function CodeSlip({ name, issued }: { name: string; issued: IssuedCode }) {
  const m = useMessages(adminMessages).search.code
  return (
    <Notice tone="success" role="alert" title={m.title(name)}>
      <p>{m.once}</p>
      <DefinitionList
        items={[
          { term: m.login, description: issued.login },
          { term: m.code, description: <strong className={styles.code}>{issued.code}</strong> },
          { term: m.expires, description: <Time at={issued.expiresAt} /> },
        ]}
      />
      <p>{m.how}</p>
    </Notice>
  )
}
