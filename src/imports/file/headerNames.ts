/**
 * The spellings of the headers that Muster knows. Compared without case, accents, spaces, punctuation and decorations
 * such as `[Required]` or `*`. Rank 0 is the role's own name; a higher rank only counts when no lower one is there, so
 * that `Work Email` beside `Email` is a tag. Sources: templates and exports of HR, directory and learning products.
 */
export type Role = 'email' | 'firstName' | 'lastName' | 'externalId'

export type HeaderMatch = { role: Role; rank: number }

const NAMES: Record<Role, readonly string[]> = {
  email: [
    `email, e-mail, mail, email address, mail address, email id, user email, e-mail-adresse, emailadresse, mailadresse, adresse e-mail,
     adresse mail, adresse courriel, courriel, mél, correo, correo electrónico, dirección de correo electrónico, direccion email,
     endereço de e-mail, correio eletrónico, correio eletrônico, indirizzo e-mail, posta elettronica, e-mailadres, mailadres, e-postadress,
     e-post, epost, e-postadresse, mailadresse, sähköposti, sähköpostiosoite, adres e-mail, adres email, e-mailová adresa, e-mail cím,
     adresa de email, e-posta, eposta, e-posta adresi, e-pošta, e-pasts, el. paštas, surel, correu electrònic, электронная почта, эл. почта,
     почта, адрес электронной почты, эл. адрес, емейл, имейл, електронна пошта, ел. пошта, електронна адреса, е-пошта, διεύθυνση email,
     ηλεκτρονικό ταχυδρομείο, ηλ. ταχυδρομείο, διεύθυνση ηλεκτρονικού ταχυδρομείου, メール, メールアドレス, eメール, 電子メール, 邮箱, 电子邮箱, 电子邮件, 邮件地址, 電子郵件, 電郵,
     이메일, 이메일 주소, 메일, البريد الإلكتروني, דוא"ל, אימייל, ईमेल, อีเมล, thư điện tử`,
    `primary email, primary email address, work email, work email address, business email, company email, corporate email, office email,
     professional email, email work, email primary, primary work email, email addr, adresse de messagerie, adresse électronique, λογαριασμός email, login email, 
     geschäftliche e-mail, dienstliche e-mail, email professionnel, correo corporativo, correo de trabajo, email aziendale`,
    'user principal name, upn, user name userprincipalname',
  ],
  firstName: [
    `first name, firstname, given name, given names, forename, fname, first, user first name, name first, legal first name, vorname, vornamen, rufname,
     prénom, prénoms, nombre, nombres, nombre de pila, primer nombre, primeiro nome, nome próprio, nome, voornaam, förnamn, fornavn,
     etunimi, eesnimi, vārds, vardas, ime, nama depan, imię, imie, jméno, křestní jméno, meno, keresztnév, utónév, prenume, ad, adı, isim, имя, ім'я, име, όνομα,
     名, 名前, 下の名前, 名字(名), 이름, الاسم الأول, שם פרטי, पहला नाम, ชื่อ, tên`,
    'preferred name, preferred first name, known as',
  ],
  lastName: [
    `last name, lastname, surname, sur name, family name, lname, sname, last, user last name, name last, legal last name, second name, nachname,
     familienname, zuname, nom, nom de famille, apellido, apellidos, primer apellido, sobrenome, último nome, apelido, cognome, achternaam,
     efternamn, etternavn, efternavn, sukunimi, perekonnanimi, uzvārds, pavardė, prezime, priimek, презиме, nama belakang, nazwisko, příjmení, priezvisko, vezetéknév, családnév, nume, nume de familie, soyad, soyadı, soyisim,
     фамилия, прізвище, фамилно име, επώνυμο, επίθετο, 姓, 苗字, 姓氏, 성, 성씨, اسم العائلة, שם משפחה, उपनाम, नाम ख़ानदानी, นามสกุล, họ`,
    'sn',
  ],
  externalId: [
    `external id, employee id, employee number, employee no, employee nr, employee code, emp id, emp no, emp number, staff id, staff number, staff no,
     personnel number, personnel no, personnel id, worker id, associate id, associate number, person number, payroll number, payroll id, badge number,
     personalnummer, personalnr, personal-nr, pers nr, personen nr, mitarbeiternummer, mitarbeiter-nr, mitarbeiter-id, matricule,
     numéro d'employé, numéro employé, número de empleado, id de empleado, id empleado, legajo, matrícula, numero dipendente, matricola, personeelsnummer,
     medewerkernummer, anställningsnummer, ansattnummer, medarbejdernummer, henkilöstönumero, numer pracownika, numer kadrowy,
     osobní číslo, sicil no, sicil numarası, табельный номер, 社員番号, 従業員番号, 社員id, 工号, 员工编号, 員工編號, 사번, 사원번호`,
  ],
}

/** Columns that hold first and last name together. They are taken apart only when a person says so. */
const FULL_NAMES = new Set(
  `full name, name, names, display name, employee name, employee, person, user name, learner name, member name, complete name, first and last name,
   first name last name, vollständiger name, vor- und nachname, vorname nachname, anzeigename, mitarbeiter, nom complet, nom et prénom,
   nom prénom, prénom nom, nombre completo, nombre y apellidos, nome completo, nome e cognome, cognome e nome, volledige naam, naam, namn, navn, nimi,
   imię i nazwisko, jméno a příjmení, teljes név, név, nume complet, ad soyad, adı soyadı, фио, полное имя, имя и фамилия, піб,
   ονοματεπώνυμο, 氏名, 姓名, 성명, 성함, 全名, الاسم الكامل, الاسم, שם מלא, שם, ชื่อ-นามสกุล, họ và tên, họ tên`
    .split(',')
    .map(bare),
)

/** Parts of a header that betray a secret, compared as headers are. */
const SECRETS =
  `password, passwort, passwd, passphrase, passcode, kennwort, mot de passe, contraseña, wachtwoord, hasło, парол, パスワード, 密码, 密碼,
   비밀번호, credit card, debit card, kreditkart, carte de crédit, social security, sozialversicherung, sécurité sociale, seguridad social,
   national insurance, passport n, reisepass, bank account, bankverbindung, kontonummer, sort code, routing number, api key, access token,
   secret key, private key, mfa secret, totp secret, client secret, recovery code, backup code, security answer, maiden name,
   fødselsnummer, codice fiscale, 身份证, 身分證, 주민등록번호`
    .split(',')
    .map(bare)

const SECRET_NAMES = new Set([
  'pwd',
  'pass',
  'ssn',
  'pin',
  'pincode',
  'secret',
  'token',
  'iban',
  'ssnr',
  'sin',
  'cvv',
  'cvc',
  'otp',
  'totp',
  'passport',
  'ninumber',
  'nino',
  'bsn',
  'cpf',
  'pesel',
  'personnummer',
  'steuerid',
  'taxid',
  'nationalid',
  'senha',
  'clave',
])

const MATCHES = new Map<string, HeaderMatch>()
for (const [role, ranks] of Object.entries(NAMES)) {
  ranks.forEach((names, rank) => {
    for (const name of names.split(',')) MATCHES.set(bare(name), { role: role as Role, rank })
  })
}

export function roleOfHeader(header: string): HeaderMatch | undefined {
  // Longer text is prose above a table, or a cell of a person: not worth taking apart.
  if (header.length > 100) return undefined
  const plain = undecorated(header)
  return MATCHES.get(bare(header)) ?? MATCHES.get(bare(plain)) ?? roleOfLonger(plain)
}

const OWNERS =
  /^(?:contact|person|people|user|employee|staff|worker|member|learner|student|pupil|teacher|trainee|participant|attendee|customer|client|recipient|delegate|candidate)(?:['’]?s)?[\s._-]+/i

/** `1. Email`, `E-mail 1 - Value`, `Student Email`: one rank behind the name itself. Whose it is matters: a manager's is not. */
function roleOfLonger(header: string): HeaderMatch | undefined {
  const name = header
    .trim()
    .replace(/^\d{1,2}[.):]\s*/, '')
    .replace(OWNERS, '')
    .replace(/\s*#?1?\s*(?:-\s*value)?\s*$/i, '')
  const match = MATCHES.get(bare(name))
  return match && { role: match.role, rank: match.rank + 1 }
}

export function isSecretHeader(header: string): boolean {
  const name = bare(header.slice(0, 200))
  return SECRETS.some(secret => name.includes(secret)) || SECRET_NAMES.has(name)
}

export function isFullNameHeader(header: string): boolean {
  return header.length <= 100 && (FULL_NAMES.has(bare(header)) || FULL_NAMES.has(bare(undecorated(header))))
}

/** Only letters and digits, without case or accents. */
function bare(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** `First Name [Required]`, `Email (work)`, `User name [userPrincipalName] Required`, `Nachname*` → the name itself. */
function undecorated(header: string): string {
  const plain = header.replace(
    /\b(?:required|optional|mandatory|pflichtfeld|obligatoire|obligatorio)\b/gi,
    '',
  )
  const bracketed = /[[(]\s*userprincipalname\s*[\])]/i.test(plain)
  return bracketed ? 'upn' : plain.replace(/[[({（【][^\])}）】]*[\])}）】]/g, '')
}
