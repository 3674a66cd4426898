import { bankMessages } from '#app/i18n/bank.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Tabs } from '#app/ui/tabs.tsx'

/** The two halves of the bank. */
export function BankTabs() {
  const m = useMessages(bankMessages)
  return (
    <Tabs
      label={m.parts}
      tabs={[
        { to: '/bank', label: m.questions, end: true },
        { to: '/bank/laws', label: m.laws },
      ]}
    />
  )
}
