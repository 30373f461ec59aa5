import type { MailWords } from './mailWords.ts'

export const german: MailWords = {
  name: 'Deutsch',
  locale: 'de-DE',
  direction: 'ltr',
  texts: {
    greeting: 'Hallo {name},',
    assignedSubject: '{title}',
    assignedOpening: '{workspace} hat etwas für Sie.',
    reminderSubject: 'Erinnerung: {title}',
    reminderOpening: 'Eine freundliche Erinnerung von {workspace}: Das wartet noch auf Sie.',
    digestSubject: 'Von {workspace}: was auf Sie wartet',
    digestOpening: 'Das ist neu für Sie oder wartet noch auf Sie.',
    escalationSubject: 'Von {workspace}: Überfälliges in Ihrem Team',
    escalationOpening:
      'Diese Personen haben Fälliges noch nicht erledigt. Vielleicht hilft ein Wort von Ihnen.',
    button: 'Öffnen',
    why: 'Sie erhalten diese Nachricht, weil {workspace} Ihnen das zugewiesen hat. Der Link gilt nur für Sie: Bitte geben Sie ihn nicht weiter.',
    escalationWhy:
      'Sie erhalten diese Nachricht, weil Sie bei {workspace} als Führungskraft dieser Personen eingetragen sind.',
  },
  greetingNameless: 'Guten Tag,',
  openHere: 'Hier öffnen:',
  noLink: 'Sie haben im Moment keinen Link zu Ihrer Seite. Fragen Sie bei {workspace} nach einem.',
  more: 'Auf Ihrer Seite steht mehr dazu.',
  dueToday: 'Fällig heute, {day}.',
  dueTomorrow: 'Fällig morgen, {day}.',
  dueYesterday: 'Es war gestern fällig, {day}.',
  dueLater: 'Fällig am {day} ({in}).',
  dueEarlier: 'Es war am {day} fällig, {ago}.',
}
