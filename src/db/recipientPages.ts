import type { Migration } from './migrations.ts'

export const recipientPages: Migration = {
  version: 10,
  name: 'personal links that can be replaced',
  statements: ['ALTER TABLE person ADD COLUMN link_generation INT NOT NULL DEFAULT 1'],
}
