import { PackedTexts } from '../people/packedTexts.ts'
import { grown } from '../roster/grown.ts'

/** Finds texts that lie elsewhere by their number, with some bytes for each instead of an entry of a map and a string. */
export class TextIndex {
  private readonly isAt: (number: number, text: string) => boolean
  /** Numbers plus one by the hash of their text, in the first free slot; 0 is free. At most half of them are taken. */
  private slots = new Int32Array(64)
  private hashes = new Int32Array(64)
  private size = 0
  /** So that nobody can make up a file whose texts all want the same slot. */
  private readonly seed = Math.floor(Math.random() * 2 ** 32)

  /** `isAt` says whether that is the text of a number. */
  constructor(isAt: (number: number, text: string) => boolean) {
    this.isAt = isAt
  }

  /** The number of a text; -1 where there is none. */
  find(text: string): number {
    return this.findBy(this.hashOf(text), text, -1)
  }

  /** Of a text that it does not find. */
  add(text: string, number: number): void {
    this.reserve(++this.size)
    this.place(this.hashOf(text), number + 1)
  }

  /** The number that a text has; where there is none, from now on the one given, which lies with that text. */
  findOrAdd(text: string, number: number): number {
    const hash = this.hashOf(text)
    const found = this.findBy(hash, text, number)
    if (found !== -1) return found
    this.reserve(++this.size)
    this.place(hash, number + 1)
    return number
  }

  /** `known` has that text, so there is no need to look. */
  private findBy(hash: number, text: string, known: number): number {
    const { slots, hashes } = this
    const mask = slots.length - 1
    for (let at = hash & mask; slots[at] !== 0; at = (at + 1) & mask) {
      const number = (slots[at] as number) - 1
      if (hashes[at] === hash && (number === known || this.isAt(number, text))) return number
    }
    return -1
  }

  private place(hash: number, entry: number): void {
    const mask = this.slots.length - 1
    let at = hash & mask
    while (this.slots[at] !== 0) at = (at + 1) & mask
    this.slots[at] = entry
    this.hashes[at] = hash
  }

  /** Room for so many in all: arrays that grow leave their shorter selves behind. */
  reserve(texts: number): void {
    const { slots, hashes } = this
    if (texts * 2 <= slots.length) return
    const length = 2 ** Math.ceil(Math.log2(texts * 2))
    this.slots = new Int32Array(length)
    this.hashes = new Int32Array(length)
    for (let at = 0; at < slots.length; at++)
      if (slots[at] !== 0) this.place(hashes[at] as number, slots[at] as number)
  }

  /** FNV-1a, stirred once more at the end, because the lowest bits decide (MurmurHash3's last step). */
  private hashOf(text: string): number {
    let hash = this.seed
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    return hash ^ (hash >>> 13)
  }
}

/** A number for each of very many texts, as in a map. */
export class TextNumbers {
  private readonly texts = new PackedTexts()
  private numbers = new Uint32Array(64)
  private readonly index = new TextIndex((place, text) => this.texts.at(place) === text)

  get(text: string): number | undefined {
    const place = this.index.find(text)
    return place === -1 ? undefined : this.numbers[place]
  }

  reserve(texts: number): void {
    this.index.reserve(texts)
    this.texts.reserve(texts)
    if (texts > this.numbers.length) this.numbers = grown(this.numbers, new Uint32Array(texts))
  }

  /** Of a text that has none yet. */
  add(text: string, number: number): void {
    const place = this.texts.length
    if (place === this.numbers.length) this.reserve(place * 2)
    this.numbers[place] = number
    this.texts.push(text)
    this.index.add(text, place)
  }
}
