import { existsSync } from 'node:fs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of a Chromium on this machine; CHROME_PATH names one elsewhere. */
export function findBrowser(): string | undefined {
  return [process.env.CHROME_PATH ?? '', ...PLACES].find(path => path !== '' && existsSync(path))
}
