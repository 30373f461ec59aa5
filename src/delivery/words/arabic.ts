import type { MailWords } from './mailWords.ts'

export const arabic: MailWords = {
  name: 'العربية',
  // Arabic with the digits of the address and the times around it.
  locale: 'ar-u-nu-latn',
  direction: 'rtl',
  texts: {
    greeting: 'مرحبًا {name}،',
    assignedSubject: '{title}',
    assignedOpening: 'لديك شيء جديد من {workspace}.',
    reminderSubject: 'تذكير: {title}',
    reminderOpening: 'تذكير ودّي من {workspace}: ما زال هذا بانتظارك.',
    digestSubject: 'من {workspace}: ما ينتظرك',
    digestOpening: 'هذا جديد لك أو ما زال بانتظارك.',
    escalationSubject: 'من {workspace}: مهام متأخرة في فريقك',
    escalationOpening: 'لم يُكمل هؤلاء الأشخاص ما حان موعده. قد تساعد كلمة منك.',
    button: 'افتح',
    why: 'تصلك هذه الرسالة لأن {workspace} أسندت إليك هذه المهمة. هذا الرابط خاص بك، فالرجاء عدم مشاركته.',
    escalationWhy: 'تصلك هذه الرسالة لأنك مسجّل لدى {workspace} مديرًا لهؤلاء الأشخاص.',
  },
  greetingNameless: 'مرحبًا،',
  openHere: 'افتح من هنا:',
  noLink: 'ليس لديك حاليًا رابط إلى صفحتك. اطلب رابطًا من {workspace}.',
  more: 'تجد المزيد في صفحتك.',
  dueToday: 'الموعد النهائي اليوم، {day}.',
  dueTomorrow: 'الموعد النهائي غدًا، {day}.',
  dueYesterday: 'كان الموعد النهائي أمس، {day}.',
  dueLater: 'الموعد النهائي {day} ({in}).',
  dueEarlier: 'كان الموعد النهائي {day}، {ago}.',
}
