import { expect, test } from 'vitest'
import { recogniseColumns } from './recogniseColumns.ts'

test.each([
  ['English', 'Email Address', 'First Name', 'Last Name'],
  ['English', 'E-Mail', 'First Name [Required]', 'Last Name [Required]'],
  ['English', 'User name [userPrincipalName] Required', 'First name [givenName]', 'Last name [surname]'],
  ['English', 'Work Email', 'Legal First Name', 'Legal Last Name'],
  ['a directory', 'mail', 'givenName', 'sn'],
  ['German', 'E-Mail-Adresse', 'Vorname', 'Nachname'],
  ['French', 'Courriel', 'prénom', 'Nom de famille'],
  ['Spanish', 'Correo electrónico', 'Nombre', 'Apellidos'],
  ['Portuguese', 'E-mail', 'Nome', 'Sobrenome'],
  ['Italian', 'Indirizzo email', 'Nome', 'Cognome'],
  ['Dutch', 'E-mailadres', 'Voornaam', 'Achternaam'],
  ['Swedish', 'E-post', 'Förnamn', 'Efternamn'],
  ['Danish', 'E-mail', 'Fornavn', 'Efternavn'],
  ['Finnish', 'Sähköposti', 'Etunimi', 'Sukunimi'],
  ['Estonian', 'E-post', 'Eesnimi', 'Perekonnanimi'],
  ['Latvian', 'E-pasts', 'Vārds', 'Uzvārds'],
  ['Lithuanian', 'El. paštas', 'Vardas', 'Pavardė'],
  ['Polish', 'Adres e-mail', 'Imię', 'Nazwisko'],
  ['Czech', 'E-mail', 'Jméno', 'Příjmení'],
  ['Slovak', 'E-mail', 'Meno', 'Priezvisko'],
  ['Hungarian', 'E-mail cím', 'Keresztnév', 'Vezetéknév'],
  ['Croatian', 'E-pošta', 'Ime', 'Prezime'],
  ['Slovenian', 'E-pošta', 'Ime', 'Priimek'],
  ['Romanian', 'Email', 'Prenume', 'Nume'],
  ['Turkish', 'E-posta', 'Ad', 'Soyad'],
  ['Greek', 'Ηλεκτρονικό ταχυδρομείο', 'Όνομα', 'Επώνυμο'],
  ['Russian', 'Эл. почта', 'Имя', 'Фамилия'],
  ['Ukrainian', 'Електронна пошта', "Ім'я", 'Прізвище'],
  ['Serbian', 'Е-пошта', 'Име', 'Презиме'],
  ['Japanese', 'メールアドレス', '名', '姓'],
  ['Simplified Chinese', '电子邮件', '名', '姓'],
  ['Traditional Chinese', '電子郵件', '名字', '姓氏'],
  ['Korean', '이메일', '이름', '성'],
  ['Arabic', 'البريد الإلكتروني', 'الاسم الأول', 'اسم العائلة'],
  ['Hebrew', 'דוא"ל', 'שם פרטי', 'שם משפחה'],
  ['Thai', 'อีเมล', 'ชื่อ', 'นามสกุล'],
  ['Vietnamese', 'Email', 'Tên', 'Họ'],
  ['Indonesian', 'Surel', 'Nama depan', 'Nama belakang'],
])('headings in %s are known: %s, %s, %s', (_, ...headers) => {
  const { columns, problems } = recogniseColumns([...headers, 'Team'])
  expect(columns.map(({ role }) => role)).toEqual(['email', 'firstName', 'lastName', 'tag'])
  expect(problems).toEqual([])
})
