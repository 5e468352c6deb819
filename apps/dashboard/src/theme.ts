import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Menu,
  Popover,
  Tooltip,
} from "@mantine/core"

/** The accent: a deep teal. Shade 7 carries white text in the light theme, shade 7 in the dark one too. */
const teal: MantineColorsTuple = [
  "#e9f5f3",
  "#d3e9e6",
  "#a5d3cd",
  "#74bcb4",
  "#4ea9a0",
  "#2c958c",
  "#1a827a",
  "#0f6b66",
  "#0c5854",
  "#084643",
]

/** From text (0) to the deepest ground (9): neutrals with a breath of the accent. */
const dark: MantineColorsTuple = [
  "#e4eae9",
  "#c3cccb",
  "#9aa6a5",
  "#6f7b7a",
  "#323c3c",
  "#212929",
  "#171d1d",
  "#101515",
  "#0b0f0f",
  "#070a0a",
]

const quick = { duration: 100, transition: "fade" } as const

export const theme = createTheme({
  primaryColor: "teal",
  primaryShade: { light: 7, dark: 7 },
  colors: { teal, dark },
  white: "#ffffff",
  black: "#141c1b",
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: "12px", sm: "14px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "16px", sm: "20px", md: "20px", lg: "24px", xl: "28px" },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "16px" },
  defaultRadius: "sm",
  spacing: { xs: "4px", sm: "8px", md: "16px", lg: "24px", xl: "32px" },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: "subtle", color: "var(--mantine-color-dimmed)" },
    }),
    Button: Button.extend({ defaultProps: { fw: 500 } }),
    // the place that takes the focus first otherwise is no item of the menu, which is all that may be in one
    Menu: Menu.extend({
      defaultProps: { transitionProps: quick, shadow: "md", withInitialFocusPlaceholder: false },
    }),
    Popover: Popover.extend({ defaultProps: { transitionProps: quick, shadow: "md" } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        transitionProps: quick,
        events: { hover: true, focus: true, touch: true },
        multiline: true,
        maw: 320,
        openDelay: 150,
      },
    }),
  },
})

/** The library's own colours, set so that dimmed text keeps AA contrast in both themes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#566362",
    "--mantine-color-placeholder": "#6b7877",
    "--mantine-color-default-border": "#d3dbda",
    "--mantine-color-default-hover": "#f2f5f5",
    "--mantine-color-error": "#b3261e",
  },
  dark: {
    "--mantine-color-dimmed": "#9aa6a5",
    "--mantine-color-placeholder": "#84908f",
    "--mantine-color-default": "#101515",
    "--mantine-color-default-border": "#323c3c",
    "--mantine-color-default-hover": "#171d1d",
    "--mantine-color-default-color": "#e4eae9",
    "--mantine-color-error": "#ff8b7f",
    "--mantine-color-anchor": "#5cc7bd",
  },
})
