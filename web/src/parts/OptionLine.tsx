/** An option of a list with its count beside it: the name may break, the count stays whole. */
export function OptionLine({ name, aside }: { name: string; aside: string | undefined }) {
  return (
    <>
      <span style={{ flex: 1, minWidth: 0 }}>{name}</span>
      {aside ? <span className="quiet numbers">{aside}</span> : null}
    </>
  )
}
