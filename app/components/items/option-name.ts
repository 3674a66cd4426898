/** What an option is called on the page: its letter; of true and false, the word. */
export function optionName(
  item: { kind: 'single' | 'multiple' | 'true-false'; options: readonly { id: string; text: string }[] },
  id: string,
): string {
  if (item.kind !== 'true-false') return id
  return item.options.find((option) => option.id === id)?.text ?? id
}
