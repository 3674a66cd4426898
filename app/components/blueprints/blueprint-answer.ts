import { data } from '@remix-run/server-runtime'

import { type BlueprintDraft, type DraftEdit, editDraft, readEdit } from '#app/domain/blueprint-draft.ts'
import type { DraftFaults } from '#app/domain/judge-blueprint.ts'
import type { DraftProof } from '#app/services/blueprints/prove-draft.ts'
import type { ChangeRefusal } from '#app/services/blueprints/save-blueprint.ts'

import { readDraft } from './read-draft.ts'

/** What the server answers to the form of a blueprint that it did not save. */
export type BlueprintAnswer = {
  draft: BlueprintDraft
  faults: DraftFaults
  refusal: ChangeRefusal | 'no-unit' | null
  proof: DraftProof | null
  /** The control where the reader goes on. */
  focus: string | null
}

export type SentBlueprint = { draft: BlueprintDraft; intent: 'save' | 'prove' | 'edit'; focus: string | null }

/**
 * What a form of a blueprint sent: an edit of its structure is made already.
 *
 * @throws {Response} 400: it is not that form, or no button of it was pressed.
 */
export function readSent(form: FormData): SentBlueprint {
  const draft = readDraft(form)
  const intent = form.get('intent')
  if (!draft || typeof intent !== 'string') throw data(null, { status: 400 })
  if (intent === 'save' || intent === 'prove') return { draft, intent, focus: null }
  const edit = readEdit(intent)
  if (!edit) throw data(null, { status: 400 })
  const edited = editDraft(draft, edit)
  return { draft: edited, intent: 'edit', focus: focusAfter(edit, edited) }
}

function focusAfter({ act, part }: DraftEdit, { parts }: BlueprintDraft): string {
  switch (act) {
    case 'add-part':
      return `p${parts.length - 1}.kind`
    case 'remove-part':
      return 'add-part'
    case 'raise-part':
      return `p${Math.max(0, part - 1)}.kind`
    case 'add-row':
      return `p${part}.r${(parts[part]?.rows.length ?? 1) - 1}.count`
    case 'remove-row':
      return `p${part}.add`
  }
}
