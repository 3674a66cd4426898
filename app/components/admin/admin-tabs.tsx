import { adminMessages } from '#app/i18n/admin.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Tabs } from '#app/ui/tabs.tsx'

/** The parts of the administrator's work. */
export function AdminTabs() {
  const m = useMessages(adminMessages)
  return (
    <Tabs
      label={m.parts}
      tabs={[
        { to: '/admin', label: m.tabs.overview, end: true },
        { to: '/admin/exams', label: m.tabs.exams },
        { to: '/admin/blueprints', label: m.tabs.blueprints },
        { to: '/admin/accounts', label: m.tabs.accounts },
        { to: '/admin/staff', label: m.tabs.staff },
        { to: '/admin/study', label: m.tabs.study },
        { to: '/statistics', label: m.tabs.statistics },
      ]}
    />
  )
}
