import { grown } from '../roster/grown.ts'
import { PackedTexts } from './packedTexts.ts'
import type { PersonRow } from './person.ts'

const STATUSES = ['active', 'inactive', 'removed'] as const satisfies readonly PersonRow['status'][]
const FIELDS = 4

/**
 * People side by side instead of an object each, which a million of them would fill memory with. They come out as rows made
 * for whoever asks; `placeOf` finds them where they went in in ascending order of their ids.
 */
export class PackedPeople {
  size = 0
  /** Address, first name, last name and external id of each. */
  private readonly texts = new PackedTexts()
  private ids = new Uint32Array(16)
  private statuses = new Uint8Array(16)
  /** Where the tags of each end. */
  private tagEnds = new Uint32Array(16)
  private tags = new Int32Array(64)
  private createdAt = new Moments()
  private updatedAt = new Moments()

  get lastId(): number {
    return this.size === 0 ? 0 : (this.ids[this.size - 1] as number)
  }

  add(person: PersonRow): void {
    const { size } = this
    if (size === this.ids.length) this.reserve(size * 2)
    this.ids[size] = person.id
    this.statuses[size] = STATUSES.indexOf(person.status)
    this.createdAt.add(person.createdAt)
    this.updatedAt.add(person.updatedAt)
    this.texts.push(person.email)
    this.texts.push(person.firstName)
    this.texts.push(person.lastName)
    this.texts.push(person.externalId ?? '')
    const start = size === 0 ? 0 : (this.tagEnds[size - 1] as number)
    const end = start + person.tags.length
    if (end > this.tags.length) this.tags = grown(this.tags, new Int32Array(Math.ceil(end * 1.5)))
    for (let at = start; at < end; at++) this.tags[at] = person.tags[at - start] as number
    this.tagEnds[size] = end
    this.size = size + 1
  }

  at(place: number): PersonRow {
    const { texts } = this
    const first = place * FIELDS
    return {
      id: this.ids[place] as number,
      email: texts.at(first),
      firstName: texts.at(first + 1),
      lastName: texts.at(first + 2),
      externalId: texts.at(first + 3) || null,
      status: STATUSES[this.statuses[place] as number] as PersonRow['status'],
      tags: this.tagListAt(place),
      createdAt: this.createdAt.at(place),
      updatedAt: this.updatedAt.at(place),
    }
  }

  private tagListAt(place: number): number[] {
    const start = place === 0 ? 0 : (this.tagEnds[place - 1] as number)
    const tags = new Array<number>((this.tagEnds[place] as number) - start)
    for (let at = 0; at < tags.length; at++) tags[at] = this.tags[start + at] as number
    return tags
  }

  idAt(place: number): number {
    return this.ids[place] as number
  }

  emailAt(place: number): string {
    return this.texts.at(place * FIELDS)
  }

  externalIdAt(place: number): string {
    return this.texts.at(place * FIELDS + 3)
  }

  tagsAt(place: number): Int32Array {
    return this.tags.subarray(place === 0 ? 0 : this.tagEnds[place - 1], this.tagEnds[place])
  }

  /** The place of a person; -1 where they are not. */
  placeOf(id: number): number {
    // Nearly always there are no gaps between the ids.
    const likely = id - (this.ids[0] as number)
    if (likely >= 0 && likely < this.size && this.ids[likely] === id) return likely
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.ids[middle] as number) < id) low = middle + 1
      else high = middle
    }
    return low < this.size && this.ids[low] === id ? low : -1
  }

  *[Symbol.iterator](): Generator<PersonRow> {
    for (let place = 0; place < this.size; place++) yield this.at(place)
  }

  /** For people who are all made at one moment, which turns out to be a later one. */
  madeAt(now: number): void {
    this.createdAt = new Moments(now, this.size)
    this.updatedAt = new Moments(now, this.size)
  }

  /** Lets go of the file that they were read from. */
  own(): void {
    this.texts.own()
  }

  /** Room for so many in all: arrays that grow leave their shorter selves behind. */
  reserve(length: number, tags = 0): void {
    if (tags > this.tags.length) this.tags = grown(this.tags, new Int32Array(tags))
    if (length <= this.ids.length) return
    this.texts.reserve(length * FIELDS)
    this.ids = grown(this.ids, new Uint32Array(length))
    this.statuses = grown(this.statuses, new Uint8Array(length))
    this.tagEnds = grown(this.tagEnds, new Uint32Array(length))
  }
}

/** Of one moment as long as it is only one, as it is for all whom an import makes. */
class Moments {
  private only: number
  private size: number
  private each: Float64Array | null = null

  constructor(only = 0, size = 0) {
    this.only = only
    this.size = size
  }

  add(moment: number): void {
    const { size } = this
    if (size === 0) this.only = moment
    else if (moment !== this.only) this.each ??= new Float64Array(size * 2).fill(this.only)
    if (this.each) {
      if (size === this.each.length) this.each = grown(this.each, new Float64Array(size * 2))
      this.each[size] = moment
    }
    this.size = size + 1
  }

  at(place: number): number {
    return this.each === null ? this.only : (this.each[place] as number)
  }
}
