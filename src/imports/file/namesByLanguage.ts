/** Names for tests, by language: what is told apart by its encoding. Common ones, from memory; nobody in particular. */
export const NAMES: Record<string, string> = {
  German:
    'Jürgen Müller|Björn Schäfer|Käthe Groß|Jörg Weiß|Anna Schmidt|Günther Vögel|Thomas Bauer|Lena Köhler|Uwe Jäger|Sören Böhm',
  French:
    'René Lefèvre|Zoé Garçon|François Châtelain|Amélie Noël|Jean Dupont|Hélène Béranger|Anaïs Benoît|Gaël Lemaître|Cécile Hervé|Léa Roux',
  Spanish:
    'José Núñez|María García|Íñigo Muñoz|Sofía Martínez|Pablo Ruiz|Ángel Ibáñez|Lucía Fernández|Raúl Peña|Inés Gómez|Andrés López',
  Portuguese:
    'João Gonçalves|Conceição Araújo|Antônio Simões|Inês Magalhães|Ana Costa|Luís Brandão|Mônica Galvão|Sebastião Corrêa|Rui Falcão|Tânia Sá',
  Danish:
    'Søren Jørgensen|Åse Kjær|Bjørn Møller|Pål Sæther|Lars Hansen|Bodil Bræmer|Øystein Ødegård|Jens Østergaard|Astrid Skjærvø|Kåre Våge',
  Swedish:
    'Åsa Sjöberg|Göran Öberg|Pär Åkesson|Märta Lindström|Erik Berg|Björn Sandström|Hjördis Fält|Örjan Hägg|Maj Strömbäck|Håkan Åström',
  Finnish:
    'Päivi Mäkinen|Väinö Hämäläinen|Mikko Virtanen|Äiti Pöyry|Jyrki Järvinen|Kyösti Kärkkäinen|Liisa Lehto|Sämpsä Mäki|Eeva Väisänen|Hände Nyström',
  Czech:
    'Jiří Dvořák|Lukáš Němec|Zdeněk Kříž|Tomáš Černý|Petr Novák|Žaneta Růžičková|Kateřina Šťastná|Radek Beneš|Ondřej Krejčí|Věra Horáková',
  Polish:
    'Łukasz Wiśniewski|Żaneta Dąbrowska|Paweł Wójcik|Małgorzata Kozłowska|Jan Kowalski|Michał Zając|Agnieszka Król|Józef Gołębiewski|Stanisław Bąk|Zofia Jabłońska',
  Hungarian:
    'Győző Szűcs|Erzsébet Tóth|Zoltán Kővári|Ágnes Földi|Béla Nagy|Krisztián Fekete|Ödön Vörös|Zsófia Hegedűs|Gergő Kertész|Örs Somogyvári',
  Turkish:
    'Ayşe Yıldız|Çağlar Öztürk|İbrahim Şahin|Gülşen Koç|Mehmet Kaya|Uğur Doğan|Işıl Aydın|Özgür Çelik|Tuğba Kılıç|Barış Güneş',
  Russian:
    'Иван Петров|Мария Сидорова|Алексей Кузнецов|Ольга Щербакова|Дмитрий Соловьёв|Юлия Жукова|Сергей Фёдоров|Наталья Цветкова|Андрей Чернов|Екатерина Эткинд',
  Greek:
    'Γιώργος Παπαδόπουλος|Ελένη Αντωνίου|Νίκος Δημητρίου|Κατερίνα Βασιλείου|Σπύρος Γεωργίου|Άννα Οικονόμου|Δημήτρης Λάμπρου|Χρύσα Ζαφειρίου|Πέτρος Μακρής|Θεοδώρα Ψαρρά',
  Japanese:
    '山田 太郎|佐藤 花子|鈴木 一郎|高橋 さくら|田中 ケンジ|渡辺 美咲|伊藤 翔|中村 ゆき|小林 大輔|加藤 陽子',
  Simplified: '王 小明|李 娜|张 伟|刘 洋|陈 静|杨 丽|赵 强|黄 敏|周 杰|吴 秀英',
  Traditional: '陳 志明|林 淑芬|黃 俊傑|張 雅婷|李 家豪|王 怡君|吳 宗翰|劉 詩涵|蔡 佩珊|楊 建宏',
  Korean: '김 민준|이 서연|박 지훈|최 수빈|정 예은|강 도윤|조 하은|윤 지우|장 민서|임 현우',
}

const WESTERN = ['German', 'French', 'Spanish', 'Portuguese', 'Danish', 'Swedish', 'Finnish']

/** Which languages an encoding is for. */
export const LANGUAGES: Record<string, readonly string[]> = {
  'windows-1252': WESTERN,
  'iso-8859-1': WESTERN,
  macroman: WESTERN,
  cp850: WESTERN,
  'windows-1250': ['Czech', 'Polish', 'Hungarian'],
  'iso-8859-2': ['Czech', 'Polish', 'Hungarian'],
  'windows-1254': ['Turkish'],
  'windows-1251': ['Russian'],
  'windows-1253': ['Greek'],
  shift_jis: ['Japanese'],
  gb18030: ['Simplified'],
  big5: ['Traditional'],
  'euc-kr': ['Korean'],
}

/** A list of `length` people with first and last names drawn from the languages, the same for the same `seed`. */
export function aList(languages: readonly string[], length: number, seed: number): string {
  let state = seed * 2_654_435_761 + 1
  const draw = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const names = languages.flatMap(language => (NAMES[language] ?? '').split('|')).map(name => name.split(' '))
  const lines = Array.from({ length }, (_, at) => {
    const first = names[draw(names.length)]?.[0]
    const last = names[draw(names.length)]?.[1]
    return `p${at}@example.com,${first},${last},Sales,${2000 + draw(24)}-01-31`
  })
  return ['email,first_name,last_name,Department,Since', ...lines, ''].join('\r\n')
}
