/** Where the rows of tags (by tag id) or of keys begin; kept when done with, since clearing what was used is quicker than a new array. */
const spare: { tagRows: Int32Array; keyRows: Int32Array }[] = []

/** Some people side by side, one bit each: a row of words for each tag that one of them has, and for each key. */
export class TagRows {
  readonly width: number
  /** Row 0 is nobody's: it stands for every tag that none of them has. */
  words: Int32Array
  tagRows: Int32Array
  keyRows: Int32Array
  private rows = 1
  readonly tags: number[] = []
  private readonly keys: number[] = []

  /** `width`: words a row, 32 people each. */
  constructor(width: number) {
    this.width = width
    this.words = new Int32Array(width * 64)
    const { tagRows, keyRows } = spare.pop() ?? {
      tagRows: new Int32Array(1_024),
      keyRows: new Int32Array(64),
    }
    this.tagRows = tagRows
    this.keyRows = keyRows
  }

  /** Gives the person at a place their tags. */
  add(place: number, tags: readonly number[] | Int32Array): void {
    const bit = 1 << (place & 31)
    const word = place >>> 5
    for (const tag of tags) {
      const at = this.rowOfTag(tag) + word
      this.words[at] = (this.words[at] as number) | bit
    }
  }

  /** Once everybody has their tags: whoever has a tag has its key. */
  addKeys(keyOf: (tagId: number) => number | undefined): void {
    for (const tag of this.tags) {
      const key = keyOf(tag)
      if (key === undefined) continue
      const from = this.tagRows[tag] as number
      const into = this.rowOfKey(key)
      for (let n = 0; n < this.width; n++)
        this.words[into + n] = (this.words[into + n] as number) | (this.words[from + n] as number)
    }
  }

  /** Not to be asked any more. */
  close(): void {
    for (const tag of this.tags) this.tagRows[tag] = 0
    for (const key of this.keys) this.keyRows[key] = 0
    spare.push({ tagRows: this.tagRows, keyRows: this.keyRows })
  }

  private rowOfTag(tag: number): number {
    if (tag >= this.tagRows.length) this.tagRows = longer(this.tagRows, tag)
    const known = this.tagRows[tag] as number
    if (known !== 0) return known
    this.tags.push(tag)
    const row = this.newRow()
    this.tagRows[tag] = row
    return row
  }

  private rowOfKey(key: number): number {
    if (key >= this.keyRows.length) this.keyRows = longer(this.keyRows, key)
    const known = this.keyRows[key] as number
    if (known !== 0) return known
    this.keys.push(key)
    const row = this.newRow()
    this.keyRows[key] = row
    return row
  }

  private newRow(): number {
    const start = this.rows++ * this.width
    if (start + this.width > this.words.length) {
      const wider = new Int32Array(this.words.length * 2)
      wider.set(this.words)
      this.words = wider
    }
    return start
  }
}

function longer(rows: Int32Array, id: number): Int32Array {
  const wider = new Int32Array(Math.max(id + 1, rows.length * 2))
  wider.set(rows)
  return wider
}
