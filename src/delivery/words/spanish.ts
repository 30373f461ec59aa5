import type { MailWords } from './mailWords.ts'

export const spanish: MailWords = {
  name: 'Español',
  locale: 'es-ES',
  direction: 'ltr',
  texts: {
    greeting: 'Hola, {name}:',
    assignedSubject: '{title}',
    assignedOpening: '{workspace} tiene algo para usted.',
    reminderSubject: 'Recordatorio: {title}',
    reminderOpening: 'Un recordatorio amable de {workspace}: esto sigue pendiente.',
    digestSubject: 'De {workspace}: lo que tiene pendiente',
    digestOpening: 'Esto es nuevo para usted o sigue pendiente.',
    escalationSubject: 'De {workspace}: tareas vencidas en su equipo',
    escalationOpening:
      'Estas personas no han completado lo que ya ha vencido. Unas palabras suyas pueden ayudar.',
    button: 'Abrir',
    why: 'Recibe este mensaje porque {workspace} le ha asignado esta tarea. El enlace es personal: no lo comparta, por favor.',
    escalationWhy: 'Recibe este mensaje porque consta en {workspace} como responsable de estas personas.',
  },
  greetingNameless: 'Hola:',
  openHere: 'Ábralo aquí:',
  noLink: 'De momento no tiene enlace a su página. Pida uno a {workspace}.',
  more: 'Hay más información en su página.',
  dueToday: 'Vence hoy, {day}.',
  dueTomorrow: 'Vence mañana, {day}.',
  dueYesterday: 'Venció ayer, {day}.',
  dueLater: 'Vence el {day} ({in}).',
  dueEarlier: 'Venció el {day}, {ago}.',
}
