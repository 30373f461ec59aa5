import type { MailWords } from './mailWords.ts'

export const english: MailWords = {
  name: 'English',
  locale: 'en-GB',
  direction: 'ltr',
  texts: {
    greeting: 'Hello {name},',
    assignedSubject: '{title}',
    assignedOpening: '{workspace} has something for you.',
    reminderSubject: 'Reminder: {title}',
    reminderOpening: 'A friendly reminder from {workspace}: this still waits for you.',
    digestSubject: 'From {workspace}: what waits for you',
    digestOpening: 'This is new for you, or still waits for you.',
    escalationSubject: 'From {workspace}: overdue in your team',
    escalationOpening: 'These people have not completed what was due. A word from you may help.',
    button: 'Open it',
    why: 'You receive this because {workspace} assigned it to you. The link is your own: please do not pass it on.',
    escalationWhy: 'You receive this because {workspace} knows you as the manager of these people.',
  },
  greetingNameless: 'Hello,',
  openHere: 'Open it here:',
  more: 'There is more to read on your page.',
  dueToday: 'Due today, {day}.',
  dueTomorrow: 'Due tomorrow, {day}.',
  dueYesterday: 'It was due yesterday, {day}.',
  dueLater: 'Due on {day} ({in}).',
  dueEarlier: 'It was due on {day}, {ago}.',
}
