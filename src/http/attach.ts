import type { FastifyReply } from 'fastify'

export const CSV = 'text/csv; charset=utf-8'
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Answers a file to be saved under a name, which may have any letters. */
export function attach(reply: FastifyReply, fileName: string, type: string): void {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_')
  reply.header('content-type', type)
  reply.header(
    'content-disposition',
    `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  )
}
