import type { Import } from '../../../../src/imports/contract.ts'
import { type Problem, ProblemError } from '../../problem.ts'

/** Bytes on their way. `sent` equal to `total` means the server has them all and is reading. */
export type UploadProgress = { sent: number; total: number }

/**
 * Sends a file to POST /imports. By XMLHttpRequest, because fetch still cannot tell how much of a body has been sent.
 * Rejects with a ProblemError; `signal` gives the sending up.
 */
export function uploadFile(
  file: File,
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/imports')
    // A plan that takes long is waited for on the import's own page, which shows how far it is.
    request.setRequestHeader('prefer', 'respond-async, wait=1')
    request.responseType = 'json'
    request.upload.addEventListener('progress', event =>
      onProgress({ sent: event.loaded, total: event.lengthComputable ? event.total : file.size }),
    )
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(request.response as Import)
      else reject(new ProblemError(problemIn(request)))
    })
    request.addEventListener('error', () =>
      reject(new TypeError('The network failed while sending the file.')),
    )
    request.addEventListener('abort', () => reject(signal.reason))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    const body = new FormData()
    body.append('file', file)
    request.send(body)
  })
}

function problemIn(request: XMLHttpRequest): Problem {
  const said: Partial<Problem> =
    typeof request.response === 'object' && request.response !== null ? request.response : {}
  return {
    title: said.title ?? `The server answered ${request.status}`,
    detail: said.detail ?? 'Try again in a moment.',
    status: request.status,
    errors: said.errors ?? [],
    more: { ...said },
  }
}
