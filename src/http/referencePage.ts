import type { OpenAPI } from '@orpc/openapi'
import { exampleOf, shapeOf } from './referenceSchemas.ts'

type Endpoint = { method: string; path: string; operation: OpenAPI.OperationObject }

/** The API reference as one HTML page that needs no script and nothing from outside. */
export function referencePage(document: OpenAPI.Document, baseUrl: string): string {
  const groups = Map.groupBy(endpointsOf(document), ({ operation }) => operation.tags?.[0] ?? 'Other')
  const names = [...groups.keys()]
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Muster API</title>
<link rel="stylesheet" href="/api/docs.css">
<header>
<h1>Muster API <small>${safe(document.info.version)}</small></h1>
<p>${code(document.info.description ?? '')}</p>
<p>Send an API key as <code>Authorization: Bearer KEY</code>; Settings → API keys makes one. Everything below is under
<code>${safe(baseUrl)}/api/v1</code>. The same for programs: <a href="/api/openapi.json">openapi.json</a>.</p>
</header>
<nav aria-label="Groups"><ul>
${names.map(name => `<li><a href="#${anchor(name)}">${safe(name)}</a></li>`).join('\n')}
<li><a href="#shapes">Shapes</a></li>
</ul></nav>
<main>
${names.map(name => groupHtml(document, name, groups.get(name) ?? [], baseUrl)).join('\n')}
<section id="shapes"><h2>Shapes</h2>
${Object.entries(document.components?.schemas ?? {})
  .map(
    ([name, schema]) =>
      `<article id="shape-${name}"><h3>${name}</h3><pre>${shapeHtml(shapeOf(schema))}</pre></article>`,
  )
  .join('\n')}
</section>
</main>
</html>`
}

function endpointsOf(document: OpenAPI.Document): Endpoint[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item ?? {}).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation: operation as OpenAPI.OperationObject,
    })),
  )
}

function groupHtml(document: OpenAPI.Document, name: string, endpoints: Endpoint[], baseUrl: string): string {
  return `<section id="${anchor(name)}"><h2>${safe(name)}</h2>
${endpoints.map(endpoint => endpointHtml(document, endpoint, baseUrl)).join('\n')}
</section>`
}

function endpointHtml(document: OpenAPI.Document, endpoint: Endpoint, baseUrl: string): string {
  const { method, path, operation } = endpoint
  const parameters = (operation.parameters ?? []).filter(parameter => 'name' in parameter)
  const body = bodyOf(operation)
  return `<article id="${safe(operation.operationId ?? path)}">
<h3><span class="method">${method}</span> <code>${safe(path)}</code></h3>
<p>${safe(operation.summary ?? '')}. ${code(operation.description ?? '')}</p>
${parameters.length > 0 ? `<h4>Parameters</h4><dl>${parameters.map(parameterHtml).join('')}</dl>` : ''}
${body ? `<h4>Body <small>${safe(body.type)}</small></h4><pre>${shapeHtml(shapeOf(body.schema))}</pre>` : ''}
<h4>Answer</h4>${answersHtml(operation)}
<details><summary>Example</summary><pre>${safe(curl(document, endpoint, baseUrl))}</pre></details>
</article>`
}

function parameterHtml(parameter: OpenAPI.ParameterObject): string {
  const required = parameter.required ? ', required' : ''
  return `<dt><code>${safe(parameter.name)}</code> <small>${parameter.in}${required}</small></dt>
<dd><code>${shapeHtml(shapeOf(parameter.schema))}</code>${parameter.description ? ` ${safe(parameter.description)}` : ''}</dd>`
}

function answersHtml(operation: OpenAPI.OperationObject): string {
  return Object.entries(operation.responses ?? {})
    .filter(([status]) => status !== 'default')
    .map(([status, response]) => {
      const content = 'content' in response ? Object.entries(response.content ?? {})[0] : undefined
      const [type, media] = content ?? []
      const shape = media?.schema ? `<pre>${shapeHtml(shapeOf(media.schema))}</pre>` : ''
      return `<p><strong>${status}</strong> <small>${safe(type ?? '')}</small></p>${shape}`
    })
    .join('')
}

function bodyOf(operation: OpenAPI.OperationObject): { type: string; schema: unknown } | undefined {
  const body = operation.requestBody
  if (!body || !('content' in body)) return undefined
  const [type, media] = Object.entries(body.content)[0] ?? []
  return type && media?.schema ? { type, schema: media.schema } : undefined
}

function curl(document: OpenAPI.Document, { method, path, operation }: Endpoint, baseUrl: string): string {
  const address = `${baseUrl}/api/v1${path.replaceAll(/\{\w+\}/g, '1')}`
  const isPublic = operation.security?.length === 0
  const body = bodyOf(operation)
  const lines = [
    method === 'GET' ? `curl '${address}'` : `curl -X ${method} '${address}'`,
    ...(isPublic ? [] : [`-H "Authorization: Bearer $MUSTER_KEY"`]),
  ]
  if (body?.type === 'multipart/form-data') lines.push("-F 'file=@people.csv'")
  else if (body) {
    const example = JSON.stringify(exampleOf(document, body.schema)).replaceAll("'", "'\\''")
    lines.push("-H 'Content-Type: application/json'", `-d '${example}'`)
  }
  return lines.join(' \\\n  ')
}

const anchor = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')

const safe = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Text with `code` in back quotes. */
const code = (text: string) => safe(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')

/** A shape with its names made links. */
const shapeHtml = (shape: string) => safe(shape).replaceAll(/→(\w+)/g, '<a href="#shape-$1">$1</a>')
