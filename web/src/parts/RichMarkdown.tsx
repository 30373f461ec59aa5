import ReactMarkdown from 'react-markdown'
import remarkGfm from 'remark-gfm'

/** What `Markdown` loads when it is first shown: text, lists, tables and links. HTML in it is shown as text. */
export default function RichMarkdown({ children }: { children: string }) {
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm]}
      components={{
        a: ({ href, children }) =>
          href?.startsWith('/') || href?.startsWith('#') ? (
            <a href={href}>{children}</a>
          ) : (
            <a href={href} target="_blank" rel="noopener noreferrer">
              {children}
            </a>
          ),
        // Wide code and tables scroll by themselves; the page never does.
        pre: ({ children }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (axe: scrollable-region-focusable)
          <pre tabIndex={0}>{children}</pre>
        ),
        table: ({ children }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (axe: scrollable-region-focusable)
          <section style={{ overflowX: 'auto' }} tabIndex={0} aria-label="Table">
            <table>{children}</table>
          </section>
        ),
      }}
    >
      {children}
    </ReactMarkdown>
  )
}
