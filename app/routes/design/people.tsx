import { Time } from '#app/components/time.tsx'
import { designMessages } from '#app/i18n/design.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Photo } from '#app/ui/photo.tsx'

import styles from './design.module.css'

const signedInAt = new Date('2026-09-12T00:41:09Z')

export function People() {
  const m = useMessages(designMessages)
  const items = m.person.items.split('\n').map((line) => {
    const [term = '', description] = line.split('|')
    return { term, description }
  })
  return (
    <Panel title={m.sections.people}>
      <div className={styles.person}>
        <Photo name={m.person.name} />
        <DefinitionList
          items={[...items, { term: m.person.signIn, description: <Time at={signedInAt} style="weekday" /> }]}
        />
        <Photo name={m.person.name} size="small" />
      </div>
    </Panel>
  )
}
