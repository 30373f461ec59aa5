import type { MailWords } from './mailWords.ts'

export const french: MailWords = {
  name: 'Français',
  locale: 'fr-FR',
  direction: 'ltr',
  texts: {
    greeting: 'Bonjour {name},',
    assignedSubject: '{title}',
    assignedOpening: '{workspace} a quelque chose pour vous.',
    reminderSubject: 'Rappel : {title}',
    reminderOpening: 'Un petit rappel de {workspace} : ceci vous attend encore.',
    digestSubject: 'De {workspace} : ce qui vous attend',
    digestOpening: 'Voici ce qui est nouveau pour vous ou vous attend encore.',
    escalationSubject: 'De {workspace} : des retards dans votre équipe',
    escalationOpening:
      'Ces personnes n’ont pas terminé ce qui était à faire. Un mot de votre part peut aider.',
    button: 'Ouvrir',
    why: 'Vous recevez ce message parce que {workspace} vous a confié cette tâche. Le lien est personnel : merci de ne pas le transmettre.',
    escalationWhy:
      'Vous recevez ce message parce que {workspace} vous connaît comme responsable de ces personnes.',
  },
  greetingNameless: 'Bonjour,',
  openHere: 'Pour l’ouvrir :',
  noLink: 'Vous n’avez pas de lien vers votre page pour le moment. Demandez-en un à {workspace}.',
  more: 'La suite se trouve sur votre page.',
  dueToday: 'À terminer aujourd’hui, {day}.',
  dueTomorrow: 'À terminer demain, {day}.',
  dueYesterday: 'C’était à terminer hier, {day}.',
  dueLater: 'À terminer le {day} ({in}).',
  dueEarlier: 'C’était à terminer le {day}, {ago}.',
}
