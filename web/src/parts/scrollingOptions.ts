/**
 * For Mantine's Select, Autocomplete and TagsInput: the list of options scrolls itself instead of standing in a scroll
 * area, which a keyboard could not reach (axe: scrollable-region-focusable). `<Select {...scrollingOptions} … />`
 */
export const scrollingOptions = {
  withScrollArea: false,
  styles: { options: { maxHeight: 240, overflowY: 'auto' } },
} as const
