import { createContext, use } from 'react'
import type { PageLanguage, RefusalGround } from '../../../../src/assignments/receivedContract.ts'

/** All that the recipient's page says of its own, in one language; what admins wrote stays as they wrote it. */
export type ReceivedWords = {
  /** What days are written by (BCP 47). */
  locale: string
  direction: 'ltr' | 'rtl'
  hello: (name: string) => string
  title: (name: string, workspace: string) => string
  nothing: string
  allDone: string
  toDo: (things: number) => string
  open: string
  lookAgain: string
  markAsDone: string
  understood: string
  goTo: (host: string) => string
  progress: (done: number, of: number) => string
  done: string
  doneStep: (step: string) => string
  closed: string
  noDueDate: string
  due: string
  overdue: string
  /** A day that is not near. */
  on: (day: string) => string
  earlier: string
  notDone: string
  /** Why something could not be recorded; `other` is all that is not the recipient's to mend. */
  refused: Record<RefusalGround | 'other', string>
  replacedTitle: string
  replaced: (workspace: string) => string
  revokedTitle: string
  revoked: (workspace: string) => string
}

const english: ReceivedWords = {
  locale: 'en-GB',
  direction: 'ltr',
  hello: name => (name ? `Hello ${name}` : 'Hello'),
  title: (name, workspace) => `For ${name || 'you'} · ${workspace}`,
  nothing: 'There is nothing for you here at the moment.',
  allDone: 'Everything is done. Thank you.',
  toDo: things => (things === 1 ? 'One thing to do.' : `${things} things to do, what is due first on top.`),
  open: 'Open',
  lookAgain: 'Look at it again',
  markAsDone: 'Mark as done',
  understood: 'I have read and understood this',
  goTo: host => `Go to ${host}`,
  progress: (done, of) => `${done} of ${of} done`,
  done: 'Done',
  doneStep: step => `Done: ${step}`,
  closed: 'Closed: there is nothing to do any more.',
  noDueDate: 'No due date',
  due: 'Due',
  overdue: 'Overdue: it was due',
  on: day => `on ${day}`,
  earlier: 'Earlier',
  notDone: 'Not done; received',
  refused: {
    withdrawn: 'This has been withdrawn: there is nothing to do any more.',
    closed: 'This is closed and can no longer be completed.',
    openSteps: 'Some steps are still to be done.',
    changed: 'This has changed meanwhile. Here it is as it is now.',
    other: 'It could not be recorded. Please try again in a moment.',
  },
  replacedTitle: 'This link has been replaced',
  replaced: workspace =>
    `There is a new one. Look for the newest mail from ${workspace}, or ask whoever looks after your assignments there for your new link.`,
  revokedTitle: 'This link has been revoked',
  revoked: workspace => `Ask whoever looks after your assignments at ${workspace} for a new one.`,
}

const german: ReceivedWords = {
  locale: 'de-DE',
  direction: 'ltr',
  hello: name => (name ? `Hallo ${name}` : 'Hallo'),
  title: (name, workspace) => (name ? `Für ${name} · ${workspace}` : `Für Sie · ${workspace}`),
  nothing: 'Im Moment ist hier nichts für Sie.',
  allDone: 'Alles ist erledigt. Danke.',
  toDo: things =>
    things === 1 ? 'Eine Sache ist zu tun.' : `${things} Dinge sind zu tun, das Dringendste steht oben.`,
  open: 'Öffnen',
  lookAgain: 'Noch einmal ansehen',
  markAsDone: 'Als erledigt markieren',
  understood: 'Ich habe das gelesen und verstanden',
  goTo: host => `Weiter zu ${host}`,
  progress: (done, of) => `${done} von ${of} erledigt`,
  done: 'Erledigt',
  doneStep: step => `Erledigt: ${step}`,
  closed: 'Geschlossen: Es ist nichts mehr zu tun.',
  noDueDate: 'Ohne Frist',
  due: 'Fällig',
  overdue: 'Überfällig: Es war fällig',
  on: day => `am ${day}`,
  earlier: 'Früher',
  notDone: 'Nicht erledigt; erhalten',
  refused: {
    withdrawn: 'Das wurde zurückgezogen: Es ist nichts mehr zu tun.',
    closed: 'Das ist geschlossen und kann nicht mehr erledigt werden.',
    openSteps: 'Einige Schritte sind noch zu tun.',
    changed: 'Das hat sich inzwischen geändert. Hier steht es, wie es jetzt ist.',
    other: 'Das konnte nicht festgehalten werden. Bitte versuchen Sie es gleich noch einmal.',
  },
  replacedTitle: 'Dieser Link wurde ersetzt',
  replaced: workspace =>
    `Es gibt einen neuen. Suchen Sie die neueste E-Mail von ${workspace}, oder fragen Sie dort nach Ihrem neuen Link.`,
  revokedTitle: 'Dieser Link wurde widerrufen',
  revoked: workspace => `Fragen Sie bei ${workspace} nach einem neuen.`,
}

const french: ReceivedWords = {
  locale: 'fr-FR',
  direction: 'ltr',
  hello: name => (name ? `Bonjour ${name}` : 'Bonjour'),
  title: (name, workspace) => `Pour ${name || 'vous'} · ${workspace}`,
  nothing: 'Il n’y a rien pour vous ici pour le moment.',
  allDone: 'Tout est fait. Merci.',
  toDo: things =>
    things === 1 ? 'Une chose à faire.' : `${things} choses à faire, la plus urgente en premier.`,
  open: 'Ouvrir',
  lookAgain: 'Revoir',
  markAsDone: 'Marquer comme fait',
  understood: 'J’ai lu et compris',
  goTo: host => `Aller sur ${host}`,
  progress: (done, of) => `${done} sur ${of} faits`,
  done: 'Fait',
  doneStep: step => `Fait : ${step}`,
  closed: 'Clôturé : il n’y a plus rien à faire.',
  noDueDate: 'Sans échéance',
  due: 'À faire pour :',
  overdue: 'En retard ; échéance :',
  on: day => `le ${day}`,
  earlier: 'Auparavant',
  notDone: 'Non fait ; reçu',
  refused: {
    withdrawn: 'Ceci a été retiré : il n’y a plus rien à faire.',
    closed: 'Ceci est clôturé et ne peut plus être terminé.',
    openSteps: 'Il reste des étapes à faire.',
    changed: 'Ceci a changé entre-temps. En voici l’état actuel.',
    other: 'Cela n’a pas pu être enregistré. Veuillez réessayer dans un instant.',
  },
  replacedTitle: 'Ce lien a été remplacé',
  replaced: workspace =>
    `Il y en a un nouveau. Cherchez le dernier message de ${workspace}, ou demandez-y votre nouveau lien.`,
  revokedTitle: 'Ce lien a été révoqué',
  revoked: workspace => `Demandez-en un nouveau à ${workspace}.`,
}

const spanish: ReceivedWords = {
  locale: 'es-ES',
  direction: 'ltr',
  hello: name => (name ? `Hola, ${name}` : 'Hola'),
  title: (name, workspace) => `Para ${name || 'usted'} · ${workspace}`,
  nothing: 'De momento no hay nada aquí para usted.',
  allDone: 'Todo está hecho. Gracias.',
  toDo: things =>
    things === 1 ? 'Una cosa por hacer.' : `${things} cosas por hacer, primero lo más urgente.`,
  open: 'Abrir',
  lookAgain: 'Verlo otra vez',
  markAsDone: 'Marcar como hecho',
  understood: 'Lo he leído y comprendido',
  goTo: host => `Ir a ${host}`,
  progress: (done, of) => `${done} de ${of} hechos`,
  done: 'Hecho',
  doneStep: step => `Hecho: ${step}`,
  closed: 'Cerrado: ya no hay nada que hacer.',
  noDueDate: 'Sin fecha límite',
  due: 'Fecha límite:',
  overdue: 'Atrasado; la fecha límite era',
  on: day => `el ${day}`,
  earlier: 'Anteriormente',
  notDone: 'No hecho; recibido',
  refused: {
    withdrawn: 'Esto se ha retirado: ya no hay nada que hacer.',
    closed: 'Esto está cerrado y ya no se puede completar.',
    openSteps: 'Aún quedan pasos por hacer.',
    changed: 'Esto ha cambiado entretanto. Aquí está como es ahora.',
    other: 'No se ha podido registrar. Inténtelo de nuevo en un momento.',
  },
  replacedTitle: 'Este enlace ha sido sustituido',
  replaced: workspace =>
    `Hay uno nuevo. Busque el último correo de ${workspace}, o pida allí su nuevo enlace.`,
  revokedTitle: 'Este enlace ha sido revocado',
  revoked: workspace => `Pida uno nuevo a ${workspace}.`,
}

const arabic: ReceivedWords = {
  locale: 'ar-u-nu-latn',
  direction: 'rtl',
  hello: name => (name ? `مرحبًا ${name}` : 'مرحبًا'),
  title: (name, workspace) => (name ? `${name} · ${workspace}` : workspace),
  nothing: 'لا يوجد شيء لك هنا في الوقت الحالي.',
  allDone: 'تم إنجاز كل شيء. شكرًا.',
  toDo: things =>
    things === 1 ? 'لديك مهمة واحدة.' : `عدد المهام المطلوبة: ${things}، والأقرب موعدًا في الأعلى.`,
  open: 'افتح',
  lookAgain: 'عرض مرة أخرى',
  markAsDone: 'وضع علامة تم',
  understood: 'قرأتُ هذا وفهمته',
  goTo: host => `الانتقال إلى ${host}`,
  progress: (done, of) => `تم ${done} من ${of}`,
  done: 'تم',
  doneStep: step => `تم: ${step}`,
  closed: 'مغلق: لم يعد هناك ما يلزم القيام به.',
  noDueDate: 'بدون موعد نهائي',
  due: 'الموعد النهائي:',
  overdue: 'متأخر؛ كان الموعد النهائي',
  on: day => day,
  earlier: 'سابقًا',
  notDone: 'لم يتم؛ تاريخ الاستلام:',
  refused: {
    withdrawn: 'تم سحب هذه المهمة: لم يعد هناك ما يلزم القيام به.',
    closed: 'هذه المهمة مغلقة ولم يعد من الممكن إتمامها.',
    openSteps: 'ما زالت هناك خطوات لم تتم.',
    changed: 'تغيّر هذا في هذه الأثناء، وهذه حالته الآن.',
    other: 'تعذّر التسجيل. يُرجى المحاولة مرة أخرى بعد قليل.',
  },
  replacedTitle: 'تم استبدال هذا الرابط',
  replaced: workspace =>
    `هناك رابط جديد. ابحث عن أحدث رسالة من ${workspace}، أو اطلب رابطك الجديد من المسؤولين هناك.`,
  revokedTitle: 'تم إلغاء هذا الرابط',
  revoked: workspace => `اطلب رابطًا جديدًا من المسؤولين في ${workspace}.`,
}

export const receivedWords: Record<PageLanguage, ReceivedWords> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ar: arabic,
}

export const WordsContext = createContext(english)
/** The editor's preview, outside of any page, speaks English like the editor. */
export const useWords = () => use(WordsContext)
