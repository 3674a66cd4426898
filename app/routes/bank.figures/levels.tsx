import { Form, Link } from '@remix-run/react'

import { flagNames } from '#app/domain/item-analysis-flags.ts'
import { itemMessages } from '#app/i18n/items.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/select-field.tsx'

import type { Level, LevelFilter } from './level-names.ts'
import styles from './levels.module.css'

type Props = LevelFilter & { sizes: readonly { name: Level; questions: number }[] }

/** How grave, and which flag. */
export function Levels({ sizes, level, flag }: Props) {
  const { list, flags } = useMessages(itemMessages)
  const suffix = flag ? `&flag=${flag}` : ''
  return (
    <div className={styles.bar}>
      <nav aria-label={list.filter}>
        <ul className={styles.levels}>
          {sizes.map(({ name, questions }) => (
            <li key={name}>
              <Link
                className={styles.level}
                to={`?level=${name}${suffix}`}
                aria-current={name === level ? 'page' : undefined}
              >
                {list.levels[name]} <span className={styles.size}>{questions.toLocaleString('en-US')}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Form method="get" className={styles.form}>
        <input type="hidden" name="level" value={level} />
        <SelectField label={list.byFlag} name="flag" defaultValue={flag ?? ''} required={false}>
          <option value="">{list.anyFlag}</option>
          {flagNames.map((name) => (
            <option key={name} value={name}>
              {flags[name]}
            </option>
          ))}
        </SelectField>
        <Button type="submit">{list.show}</Button>
      </Form>
    </div>
  )
}
