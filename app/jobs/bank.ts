/** `npm run bank -- …`: import and export work on the database; every other command on the bank's own files. */
import { bankFilesUsage, runBankFiles } from './bank-files-command.ts'

const [command = '', ...rest] = process.argv.slice(2)
if (command === 'import' || command === 'export') process.exitCode = await runBankFiles(command, rest)
else {
  await import('#question-bank/cli.ts')
  if (process.exitCode === 2) console.error(bankFilesUsage)
}
