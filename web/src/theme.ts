import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** White text on 7 has a contrast of 6.9, on 6 of 5.2; 4 on the dark ground has 6.6. */
const teal: MantineColorsTuple = [
  '#eef8f6',
  '#d8f0ec',
  '#aee0d8',
  '#7dcbc1',
  '#4bb3a8',
  '#27958c',
  '#127a73',
  '#0d655f',
  '#0b524e',
  '#083d3a',
]
/** From 6 on, readable as text on white (5.4 and up). */
const gray: MantineColorsTuple = [
  '#f7f8f8',
  '#eff1f1',
  '#e3e6e7',
  '#d1d6d8',
  '#b0b8bb',
  '#89949a',
  '#5e696e',
  '#4a5459',
  '#333b3f',
  '#1b2124',
]
const dark: MantineColorsTuple = [
  '#d3d9db',
  '#b9c2c5',
  '#97a2a6',
  '#6a767a',
  '#3d4649',
  '#2f3739',
  '#22282a',
  '#171b1c',
  '#121516',
  '#0c0e0f',
]
/** The same white-on-8 rule for what is destructive. */
const red: MantineColorsTuple = [
  '#fdf1ef',
  '#fadcd8',
  '#f4b8b0',
  '#ee9185',
  '#e66a5c',
  '#d6483a',
  '#c1362a',
  '#b02a1f',
  '#962217',
  '#6f170f',
]

const quick = { transitionProps: { duration: 100 } }
const layer = { closeButtonProps: { 'aria-label': 'Close' }, overlayProps: { backgroundOpacity: 0.35 } }

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  colors: { teal, gray, dark, red },
  black: '#1b2124',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Ubuntu, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.4' },
      h3: { fontSize: '14px', lineHeight: '1.45' },
    },
  },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  shadows: { xs: 'none', sm: 'none', md: '0 4px 16px rgb(0 0 0 / 0.08)', lg: '0 8px 32px rgb(0 0 0 / 0.12)' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  // Plain objects and not `Menu.extend(…)`: naming a component here would bring it to the first page.
  components: {
    Anchor: { defaultProps: { inherit: true, underline: 'always' } },
    Button: { defaultProps: { size: 'sm', fw: 500 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Modal: {
      defaultProps: { ...layer, transitionProps: { duration: 120, transition: 'fade' }, centered: true },
    },
    Drawer: { defaultProps: { ...layer, transitionProps: { duration: 120 } } },
    // Its placeholder for the first focus is a child no menu may have.
    Menu: { defaultProps: { ...quick, shadow: 'md', withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { ...quick, shadow: 'md' } },
    Tooltip: {
      defaultProps: { ...quick, openDelay: 300, events: { hover: true, focus: true, touch: true } },
    },
  },
})

/** The few colours that mean something. Each has AA contrast on the ground it is used on. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--enter': '#17703a',
    '--leave': '#b02a1f',
    '--held': '#7a4a00',
    '--held-ground': '#fff5e0',
    '--held-line': '#e9c27a',
    '--line': '#e1e5e6',
    '--line-strong': '#c3cacc',
    '--ground': '#ffffff',
    '--ground-quiet': '#f7f8f8',
    '--ground-hover': '#f0f3f3',
    '--accent-text': '#0d655f',
    '--accent-ground': '#e4f3f0',
    '--mantine-color-teal-light': '#e4f3f0',
    '--mantine-color-teal-light-hover': '#d6ebe7',
    '--mantine-color-teal-light-color': '#0d655f',
    '--mantine-color-dimmed': '#5e696e',
    '--mantine-color-placeholder': '#6b767b',
    '--mantine-color-error': '#b02a1f',
    '--mantine-color-anchor': '#0d655f',
  },
  dark: {
    '--enter': '#74d197',
    '--leave': '#ff9f94',
    '--held': '#f4c879',
    '--held-ground': '#2e2413',
    '--held-line': '#6b5220',
    '--line': '#2b3234',
    '--line-strong': '#465054',
    '--ground': '#171b1c',
    '--ground-quiet': '#131718',
    '--ground-hover': '#202628',
    '--accent-text': '#6cc9bf',
    '--accent-ground': '#14302e',
    '--mantine-color-teal-light': '#14302e',
    '--mantine-color-teal-light-hover': '#1a3d3a',
    '--mantine-color-teal-light-color': '#6cc9bf',
    '--mantine-color-dimmed': '#97a2a6',
    '--mantine-color-placeholder': '#8b969a',
    '--mantine-color-error': '#ff9f94',
    '--mantine-color-anchor': '#6cc9bf',
  },
})
