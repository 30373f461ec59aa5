import { PackedPeople } from '../people/packedPeople.ts'
import type { PersonRow } from '../people/person.ts'

/** A person's row before and after; `before` null is created. */
export type PersonWrite = { before: PersonRow | null; after: PersonRow }

/**
 * The people whom a draft writes, by id, as in a map. Those it makes may be a million: they are packed, and their rows
 * made anew for whoever asks, so that changing such a row changes nothing.
 */
export class PeopleWrites {
  /** Everybody but those in `made`. */
  readonly changed = new Map<number, PersonWrite>()
  made = new PackedPeople()

  get size(): number {
    return this.changed.size + this.made.size
  }

  /** Somebody new. */
  make(person: PersonRow): void {
    if (person.id > this.made.lastId && !this.changed.has(person.id)) this.made.add(person)
    else this.set(person.id, { before: null, after: person })
  }

  get(id: number): PersonWrite | undefined {
    const place = this.made.placeOf(id)
    return place === -1 ? this.changed.get(id) : { before: null, after: this.made.at(place) }
  }

  has(id: number): boolean {
    return this.changed.has(id) || this.made.placeOf(id) !== -1
  }

  set(id: number, write: PersonWrite): void {
    if (this.made.placeOf(id) !== -1) this.unpack()
    this.changed.set(id, write)
  }

  delete(id: number): void {
    if (this.made.placeOf(id) !== -1) this.unpack()
    this.changed.delete(id)
  }

  clear(): void {
    this.changed.clear()
    this.made = new PackedPeople()
  }

  *[Symbol.iterator](): Generator<[number, PersonWrite]> {
    yield* this.changed
    for (const after of this.made) yield [after.id, { before: null, after }]
  }

  *values(): Generator<PersonWrite> {
    yield* this.changed.values()
    for (const after of this.made) yield { before: null, after }
  }

  *keys(): Generator<number> {
    yield* this.changed.keys()
    for (let place = 0; place < this.made.size; place++) yield this.made.idAt(place)
  }

  /** Hardly ever is somebody made and then put once more in one act. */
  private unpack(): void {
    for (const after of this.made) this.changed.set(after.id, { before: null, after })
    this.made = new PackedPeople()
  }
}
