import { Link } from '@remix-run/react'

import { ArticlePair } from '#app/components/laws/article-pair.tsx'
import { ChangeBadge } from '#app/components/laws/change-badge.tsx'
import { MarkedText } from '#app/components/laws/marked-text.tsx'
import { lawMessages } from '#app/i18n/laws.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import type { AffectedView } from '#app/services/laws/list-affected.ts'

import styles from './affected.module.css'

type Row = AffectedView['rows'][number]

/** One affected question: what it asks, what it cites and what it could cite, and the two texts to compare. */
export function AffectedQuestion({ row, view }: { row: Row; view: AffectedView }) {
  const m = useMessages(lawMessages).affected
  const { questionId, code, stem, options, key, begun } = row
  return (
    <li className={styles.item}>
      <Tick row={row} view={view} />
      <div className={styles.body}>
        <p>
          <Link to={`/bank/${questionId}`} className={styles.code}>
            {code}
          </Link>{' '}
          <span lang="zh-CN">{stem}</span>
        </p>
        {view.view !== 'ready' && (
          <p className={styles.options} lang="zh-CN">
            {options.map(({ id, text }) => `${id}. ${text}`).join('　')}{' '}
            <strong>{m.key(key.join(''))}</strong>
          </p>
        )}
        <Citation row={row} />
        {begun && <Begun begun={begun} />}
        <Texts row={row} isOpen={view.view === 'look'} />
        {view.mayWrite && view.view !== 'ready' && (
          <p>
            <Link to={`/bank/${questionId}/edit`}>{m.edit}</Link>
          </p>
        )}
      </div>
    </li>
  )
}

/** Ticked beforehand where nothing but numbers changed. */
function Tick({ row: { questionId, code, base, begun }, view }: { row: Row; view: AffectedView }) {
  const m = useMessages(lawMessages).affected
  const { carry, retire } = view.acts
  if (!carry && !retire && !begun?.mayApprove) return <span />
  return (
    <input
      type="checkbox"
      name="chosen"
      value={`${questionId}:${begun ? begun.version : base}`}
      defaultChecked={begun ? begun.isRenumbering : view.view === 'ready'}
      className={styles.tick}
      aria-label={m.choose(code)}
    />
  )
}

/** The article that is cited, and the one that is proposed, chosen or already written down. */
function Citation({ row }: { row: Row }) {
  const { article, proposals, begun, isCompared } = row
  const shown = begun ? proposals.find(({ label }) => label === begun.article) : proposals[0]
  return (
    <p className={styles.citation}>
      <span lang="zh-CN">{article}</span> →{' '}
      {begun ? <span lang="zh-CN">{begun.article}</span> : <Proposed row={row} />}
      {shown && <ChangeBadge kind={shown.kind} />}
      {!shown && !begun && isCompared && <ChangeBadge kind="gone" />}
    </p>
  )
}

function Proposed({ row: { questionId, code, proposals } }: { row: Row }) {
  const m = useMessages(lawMessages).affected
  const [first, ...more] = proposals
  const name = `article:${questionId}`
  if (!first) return null
  if (more.length === 0)
    return (
      <>
        <span lang="zh-CN">{first.label}</span>
        <input type="hidden" name={name} value={first.label} />
      </>
    )
  return (
    <select name={name} aria-label={m.newArticle(code)} className={styles.select}>
      {proposals.map(({ label }) => (
        <option key={label} value={label} lang="zh-CN">
          {label}
        </option>
      ))}
    </select>
  )
}

function Begun({ begun }: { begun: NonNullable<Row['begun']> }) {
  const m = useMessages(lawMessages).affected
  const standing = begun.state === 'draft' ? m.draft : begun.isOwn ? m.own : begun.mayApprove ? null : m.waits
  const said = [begun.author && m.begunBy(begun.author), begun.isRenumbering && m.views.ready, standing]
  return <p className={styles.begun}>{said.filter(Boolean).join(' · ')}</p>
}

function Texts({ row, isOpen }: { row: Row; isOpen: boolean }) {
  const m = useMessages(lawMessages).affected
  const { article, proposals, begun, explanations } = row
  const shown = begun ? proposals.filter(({ label }) => label === begun.article) : proposals
  const isRewritten = [...explanations.older, ...explanations.newer].some(({ changed }) => changed)
  if (shown.length === 0 && !isRewritten) return null
  return (
    <details className={styles.texts} open={isOpen}>
      <summary>{m.texts}</summary>
      {shown.map(({ label, older, newer }) => (
        <ArticlePair key={label} older={{ label: article, parts: older }} newer={{ label, parts: newer }} />
      ))}
      {isRewritten && (
        <div className={styles.explanation}>
          <p className={styles.term}>{m.explanation}</p>
          <MarkedText parts={explanations.older} side="older" />
          <MarkedText parts={explanations.newer} side="newer" />
        </div>
      )}
    </details>
  )
}
