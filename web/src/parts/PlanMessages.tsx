import { useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import { counted } from './Count.tsx'
import classes from './PlanView.module.css'

/** How many messages an act sends, or only holds where this server sends none yet. */
export function PlanMessages({ count, done }: { count: number; done: boolean }) {
  const { data } = useQuery({
    ...api.delivery.list.queryOptions({ input: { limit: 1 }, retry: false }),
    // What a change of the past did is not told by what is set up today.
    enabled: !done,
  })
  const words = () => {
    if (done) return counted(count, 'message was written', 'messages were written')
    if (data && data.sending !== 'on' && data.sending !== 'notSetUp')
      return counted(
        count,
        'message is held until an admin lets sending go on',
        'messages are held until an admin lets sending go on',
      )
    if (data?.sending === 'notSetUp')
      return counted(
        count,
        'message is held until sending is set up',
        'messages are held until sending is set up',
      )
    return counted(count, 'message goes out', 'messages go out')
  }
  return <p className={classes.plain}>{words()}</p>
}
