import { Form } from '@remix-run/react'

import { blueprintMessages } from '#app/i18n/blueprints.ts'
import { useMessages } from '#app/i18n/use-messages.ts'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'

/** What was done last; archiving can be undone on the spot. */
export function Done({ step, id }: { step: string | null; id: string | null }) {
  const m = useMessages(blueprintMessages)
  if (step !== 'archived' && step !== 'restored') return null
  return (
    <Notice tone="success" role="status" title={m.done[step]}>
      {step === 'archived' && id && (
        <Form method="post" action={`/admin/blueprints/${id}`}>
          <Button size="small" name="intent" value="restore">
            {m.undo}
          </Button>
        </Form>
      )}
    </Notice>
  )
}
