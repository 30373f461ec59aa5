import { lookup as resolve } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPrivateAddress } from './privateAddress.ts'

/** What became of one call; `words` are the other side's own, or the network's. */
export type CallVerdict = { answer: number | null; words: string }

const MOST_BYTES = 2_000

const REFUSED =
  'That address is not on the public internet. Whoever runs this server can allow such addresses with MUSTER_WEBHOOKS_PRIVATE=allow.'

/**
 * One POST, to an address that is looked up and judged by this very call: what a name resolves to when it is checked is what
 * is connected to. Redirects are not followed, since they could lead anywhere. Never throws.
 */
export async function callWebhook(
  address: string,
  {
    headers,
    body,
    allowPrivate,
    signal,
  }: {
    headers: Record<string, string>
    body: string
    allowPrivate: boolean
    signal: AbortSignal
  },
): Promise<CallVerdict> {
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // A literal address is connected to without any lookup.
  if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) return { answer: null, words: REFUSED }
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return await new Promise(done => {
    const call = request(
      url,
      {
        method: 'POST',
        agent: false,
        signal,
        lookup: allowPrivate ? undefined : publicLookup,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Muster webhooks',
          ...headers,
        },
      },
      response => {
        const answer = response.statusCode ?? 0
        let text = ''
        const end = () => {
          response.destroy()
          done({ answer, words: wordsOf(answer, text) })
        }
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          if (text.length >= MOST_BYTES) end()
        })
        response.on('end', end)
        response.on('error', end)
      },
    )
    call.on('error', error => done({ answer: null, words: reasonOf(error, signal) }))
    call.end(body)
  })
}

const publicLookup: LookupFunction = (host, options, done) => {
  resolve(host, { ...options, all: true }, (error, addresses) => {
    const found = addresses?.find(({ address }) => isPrivateAddress(address))
    if (error) done(error, '', 0)
    else if (found) done(new Error(`${REFUSED} (${host} is ${found.address}.)`), '', 0)
    else if (options.all) done(null, addresses)
    else done(null, addresses[0]?.address ?? '', addresses[0]?.family)
  })
}

function wordsOf(answer: number, text: string): string {
  const said = text.toWellFormed().replaceAll('\u0000', '').trim().slice(0, 500)
  if (answer >= 300 && answer < 400) return `It answered ${answer}; redirects are not followed.`
  return said === '' ? `It answered ${answer}.` : `It answered ${answer}: ${said}`
}

function reasonOf(error: Error, signal: AbortSignal): string {
  if (signal.aborted) return 'It did not answer in time.'
  return error.message || String(Object(error).code ?? error)
}
