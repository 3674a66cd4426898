import { bankMessages } from '#app/i18n/bank.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Tabs } from '#app/ui/tabs.tsx'

/** The parts of the bank. */
export function BankTabs() {
  const { parts, tabs } = useMessages(bankMessages)
  const { list } = useMessages(itemMessages)
  return (
    <Tabs
      label={parts}
      tabs={[
        { to: '/bank', label: tabs.questions, end: true },
        { to: '/bank/laws', label: tabs.laws },
        { to: '/bank/import', label: tabs.files },
        { to: '/bank/duplicates', label: tabs.duplicates },
        { to: '/bank/figures', label: list.title },
      ]}
    />
  )
}
