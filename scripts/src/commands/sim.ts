import { Command } from 'commander'
import { addCreateCommands } from '../sim/create-commands.ts'
import { addDeliveryCommands } from '../sim/delivery-commands.ts'
import { addFaultCommands } from '../sim/fault-commands.ts'
import { addStateCommands } from '../sim/state-commands.ts'
import { addTriggerCommands } from '../sim/trigger-commands.ts'

/** `waba sim`: the simulated Meta of a local stack, from the side that Meta's own people would see. */
export function simCommand(): Command {
  const command = new Command('sim').description(
    'The simulated Meta of the local stack, or of --url: what it holds, what it sends, what goes wrong with it.',
  )
  addCreateCommands(command)
  addTriggerCommands(command)
  addDeliveryCommands(command)
  addFaultCommands(command)
  addStateCommands(command)
  return command
}
