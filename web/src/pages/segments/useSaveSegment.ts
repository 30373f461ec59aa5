import { useNavigate } from '@tanstack/react-router'
import { type Dispatch, useState } from 'react'
import { flushSync } from 'react-dom'
import { client } from '../../api.ts'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import type { ActQuery } from '../../planActState.ts'
import { problemOf } from '../../problem.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import { unfoldTo } from './foldRuleTree.ts'
import { unfinished } from './ruleTree.ts'
import { bodyOf, type DraftEvent, type SegmentDraft } from './segmentDraft.ts'

export type SaveSegment = {
  /** `version` overrides what was loaded: "mine anyway". */
  start: (version?: number) => void
  isBusy: boolean
  /** Whether it was tried with something still missing: from then on the page says what. */
  wasTried: boolean
  errors: Record<string, string>
  /** A refusal that belongs to no field. */
  error: unknown
}

/** Saving a segment: through its plan, with what is missing said beside its field. */
export function useSaveSegment(
  draft: SegmentDraft,
  dispatch: Dispatch<DraftEvent>,
  allowLeaving: () => void,
): SaveSegment {
  const { start, isBusy } = usePlanAct()
  const navigate = useNavigate()
  const [wasTried, setTried] = useState(false)
  const [refusal, setRefusal] = useState<unknown>(null)
  const { saved } = draft

  const save = (version = saved?.version) => {
    setTried(true)
    setRefusal(null)
    const body = bodyOf(draft)
    if (!body) {
      focusOnMissing(draft, dispatch)
      return
    }
    const run = (query: ActQuery) =>
      saved
        ? client.segments.update({
            params: { id: saved.id },
            query,
            body: { ...body, expectedVersion: version },
          })
        : client.segments.create({ query, body })
    void start({
      label: saved ? 'Save segment' : 'Create segment',
      title: saved ? `Save ${body.name}` : `Create ${body.name}`,
      quiet: true,
      run,
      onDone: result => {
        setTried(false)
        dispatch({ type: 'load', saved: result })
        if (saved) return
        allowLeaving()
        void navigate({ to: '/segments/$id', params: { id: result.id }, replace: true })
      },
      onRefused: error => {
        // Somebody saved first: the note above the page offers both ways, so it is not said twice.
        if (!('segment' in problemOf(error).more)) setRefusal(error)
      },
    })
  }

  const errors = refusal ? fieldErrors(refusal) : {}
  return {
    start: save,
    isBusy,
    wasTried,
    errors: {
      ...(wasTried && draft.name.trim() === '' ? { name: 'A segment needs a name.' } : {}),
      ...errors,
    },
    error: refusal && Object.keys(errors).every(field => field !== 'name') ? refusal : null,
  }
}

function focusOnMissing({ name, textProblem, tree }: SegmentDraft, dispatch: Dispatch<DraftEvent>) {
  const [node] = unfinished(tree)
  // It may stand in a group that is folded.
  if (node) flushSync(() => dispatch({ type: 'fold', fold: rule => unfoldTo(rule, node.id) }))
  const id = name.trim() === '' ? 'segment-name' : textProblem || !node ? 'rule-text' : undefined
  const element = id
    ? document.getElementById(id)
    : document.querySelector<HTMLElement>(
        ['key', 'segment', 'add', 'fold'].map(part => `#rule-${node?.id}-${part}`).join(','),
      )
  element?.focus()
}
