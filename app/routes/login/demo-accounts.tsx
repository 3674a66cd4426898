import { Link } from '@remix-run/react'

import { accountMessages } from '#app/i18n/account.ts'
import { useLocale, useMessages } from '#app/i18n/use-messages.ts'
import type { DemoAccount } from '#app/services/people/list-demo-accounts.ts'

import styles from './demo-accounts.module.css'

type DemoAccountsProps = { accounts: DemoAccount[]; next: string; chosen: string }

/** Who one can be in the demonstration. A choice fills in the user name, also without scripts. */
export function DemoAccounts({ accounts, next, chosen }: DemoAccountsProps) {
  const { demo } = useMessages(accountMessages)
  const locale = useLocale()
  return (
    <section className={styles.box} aria-labelledby="demo-title">
      <h2 id="demo-title" className={styles.title}>
        {demo.title}
      </h2>
      <p className={styles.lead}>{demo.lead}</p>
      <ul className={styles.list}>
        {accounts.map(({ login, roleZh, roleEn }) => (
          <li key={login}>
            <Link
              className={styles.account}
              to={`/login?${new URLSearchParams({ login, next }).toString()}`}
              aria-current={login === chosen || undefined}
              reloadDocument
            >
              <span className={styles.role}>{locale === 'en' ? roleEn : roleZh}</span>
              <code className={styles.login}>{login}</code>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
