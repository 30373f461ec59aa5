/**
 * For paper first, A4 and Letter alike: the sheet's own size, margins that suit both; on every page the head of the table, what
 * the report is about and which page it is. Of a style sheet nothing else can be said in a running head.
 */
export const reportStyle = (title: string, asOf: string) => `
@page { margin: 18mm 12mm 16mm; @top-left { content: ${cssString(title)}; font-size: 9px; color: #595959; } @top-right { content: ${cssString(asOf)}; font-size: 9px; color: #595959; } @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 9px; color: #595959; } }
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 1200px; background: #fff; color: #1a1a1a; font: 14px/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 22px; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 15px; margin: 28px 0 8px; break-after: avoid; }
p { margin: 0 0 6px; }
.quiet { color: #595959; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 12px 0 0; }
dt { color: #595959; }
dd { margin: 0; overflow-wrap: anywhere; }
.figures { display: flex; flex-wrap: wrap; gap: 8px 28px; margin-top: 12px; }
.figures div { display: flex; flex-direction: column-reverse; }
.figures dt { font-size: 12px; }
.figures dd { font-size: 20px; font-variant-numeric: tabular-nums; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
table { width: 100%; min-width: 1000px; border-collapse: collapse; table-layout: fixed; font-size: 12px; }
thead { display: table-header-group; }
th, td { text-align: start; vertical-align: top; padding: 5px 10px 5px 0; border-bottom: 1px solid #d6d6d6; overflow-wrap: anywhere; }
thead th { font-weight: 600; border-bottom-color: #8a8a8a; }
tbody th { font-weight: 400; }
.wide { width: 18%; }
.narrow { width: 64px; }
tr { break-inside: avoid; }
time, .number { font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font: 12px/1.4 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
footer { margin-top: 24px; padding-top: 10px; border-top: 1px solid #8a8a8a; font-size: 12px; break-inside: avoid; }
.scroll { overflow-x: auto; }
@media print { time { white-space: normal; } body { padding: 0; max-width: none; font-size: 11px; } h1 { font-size: 18px; } table { font-size: 9px; min-width: 0; } .narrow { width: 36px; } code { font-size: 9px; } .scroll { overflow: visible; } }
`

/** Everything but plain letters by its number, so that no text ends the string, or the style. */
function cssString(text: string): string {
  const escaped = Array.from(text, sign =>
    /[A-Za-z0-9 ]/.test(sign) ? sign : `\\${sign.codePointAt(0)?.toString(16)} `,
  )
  return `"${escaped.join('')}"`
}
