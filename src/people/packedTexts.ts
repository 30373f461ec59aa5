import { grown } from '../roster/grown.ts'
import { ownText } from './ownText.ts'

/** Together they are more than V8 puts into its pages: what has a place of its own is given back as soon as it is collected. */
const TEXTS_A_CHUNK = 16_384

/**
 * Very many short texts in the order in which they come: joined by the thousand, with where each ends. A string of its own
 * costs some 30 bytes beside its characters, and everything the garbage collector has to look at time and again.
 */
export class PackedTexts {
  length = 0
  private readonly chunks: string[] = []
  /** Of the chunk that is not full yet. */
  private open: string[] = []
  /** Within its chunk. */
  private ends = new Uint32Array(16)
  private end = 0

  /** Room for so many in all: arrays that grow leave their shorter selves behind. */
  reserve(texts: number): void {
    if (texts > this.ends.length) this.ends = grown(this.ends, new Uint32Array(texts))
  }

  push(text: string): void {
    if (this.length === this.ends.length) this.reserve(this.length * 2)
    this.end += text.length
    this.ends[this.length++] = this.end
    this.open.push(text)
    if (this.open.length < TEXTS_A_CHUNK) return
    this.chunks.push(this.open.join(''))
    this.open = []
    this.end = 0
  }

  /** Lets go of the file that the last texts were cut out of; the others have been joined. */
  own(): void {
    this.open = this.open.map(ownText)
  }

  at(place: number): string {
    const within = place % TEXTS_A_CHUNK
    const chunk = this.chunks[(place - within) / TEXTS_A_CHUNK]
    if (chunk === undefined) return this.open[within] ?? ''
    return chunk.substring(within === 0 ? 0 : (this.ends[place - 1] as number), this.ends[place] as number)
  }
}
