/**
 * Names of many languages and scripts, put together for these samples: no line is taken from a list of real people.
 * A locale is one or more groups of given and family names that go together (Icelandic daughters are not sons).
 * Where the script is not Latin, `native|latin` gives the spelling that e-mail addresses are made of.
 */
export type Names = { given: readonly string[]; family: readonly string[] }

const words = (text: string) => text.trim().split(/\s+/)
const names = (given: string, family: string): Names => ({ given: words(given), family: words(family) })

export const locales = {
  english: [
    names(
      'Emma Grace Hannah Megan Abigail Rachel Lucy Molly James Oliver Ethan Henry Daniel Samuel Jack Owen Maya Tyler',
      'Carter Brooks Hayes Mitchell Palmer Fletcher Whitaker Lawson Barrett Hughes Coleman Ashford Pearce O’Neill Sutton Reed',
    ),
  ],
  spanish: [
    names(
      'Lucía Sofía Martina Inés Carmen Valeria Javier Álvaro Diego Íñigo Andrés Joaquín Begoña Rubén',
      'García Muñoz Ibáñez Peña Domínguez Cordero Vázquez Núñez Herrera Salazar Ríos Quintana Ordóñez Castaño',
    ),
  ],
  portuguese: [
    names(
      'Beatriz Inês Joana Conceição Mariana Lívia João Tomás Gonçalo Caio Antônio Thiago Luís Rafaela',
      'Araújo Simões Carvalho Magalhães Nóbrega Conceição Teixeira Queirós Brandão Pacheco Leitão Fonseca Assunção Moura',
    ),
  ],
  french: [
    names(
      'Chloé Amélie Zoé Hélène Océane Maëlle Théo Rémi François Jérôme Benoît Anaïs Loïc Gaëtan',
      'Lefèvre Moreau Gauthier Marchand Desbois Rivière Béranger D’Aubigny Chevalier Besançon Perrin Guérin Dubois Laforêt',
    ),
  ],
  german: [
    names(
      'Lena Jürgen Käthe Sören Anneliese Björn Ulrike Matthias Hannelore Lukas Frieda Götz Annika Tobias',
      'Müller Schäfer Weiß Köhler Brandt Gruber Jäger Vogt Strauß Lindner Böhme Krüger Hoffmann Zöllner',
    ),
  ],
  dutch: [
    names(
      'Sanne Femke Lotte Daan Joris Maarten Anouk Wouter Noa Thijs Marijke Sjoerd Chloë Pieter',
      'Jansen Bakker Visser Smit Mulder Dekker Hoekstra Kuipers Verhoeven Brouwer Zijlstra Dijkstra Vermeulen Postma',
    ),
  ],
  polish: [
    names(
      'Agnieszka Małgorzata Zofia Łucja Katarzyna Hanna Joanna Bożena',
      'Nowak Wójcik Kamińska Wiśniewska Zając Dąbrowska Król Pawlak Sikora Jabłońska',
    ),
    names(
      'Paweł Łukasz Stanisław Michał Krzysztof Wojciech Grzegorz Jędrzej',
      'Nowak Wójcik Kamiński Wiśniewski Zając Dąbrowski Król Pawlak Sikora Jabłoński',
    ),
  ],
  italian: [
    names(
      'Giulia Chiara Alessia Ludovica Niccolò Matteo Lorenzo Davide Elena Tommaso Irene Simone',
      'Rossetti Marchetti Bianco Galli Ferrara Conti Moretti Barbieri Fontana Riva Lombardi Serra',
    ),
  ],
  turkish: [
    names(
      'Ayşe Elif Zeynep Çiğdem Gülşah Özlem Emre Mehmet Oğuz Yiğit Barış Şükrü İpek Umut',
      'Yılmaz Demir Şahin Çelik Öztürk Kılıç Arslan Doğan Koç Aydın Güneş Erdoğdu Kaplan Işık',
    ),
  ],
  finnish: [
    names(
      'Aino Päivi Sirkka Hilla Kerttu Venla Eero Väinö Jussi Olli Tuomas Antti Maija Pekka',
      'Virtanen Mäkinen Hämäläinen Korhonen Nieminen Järvinen Laaksonen Koskela Rantanen Ylönen Pöysti Salonen',
    ),
  ],
  swedish: [
    names(
      'Åsa Märta Linnéa Frida Elsa Göran Håkan Örjan Nils Viktor Saga Ebba',
      'Lindqvist Åkesson Bergström Hägg Nyström Sjöberg Ekdahl Öberg Wallin Forsgren Strömberg Blad',
    ),
  ],
  icelandic: [
    names(
      'Guðrún Sigríður Þórdís Ásta Hrafnhildur Katrín Björk Ragnheiður',
      'Jónsdóttir Gunnarsdóttir Ólafsdóttir Þórsdóttir Einarsdóttir Sigurðardóttir Magnúsdóttir',
    ),
    names(
      'Jón Gunnar Þór Ólafur Einar Sigurður Magnús Árni',
      'Jónsson Gunnarsson Ólafsson Þórsson Einarsson Sigurðsson Magnússon',
    ),
  ],
  vietnamese: [
    names(
      'Hương Thảo Linh Ngọc Mai Trang Dũng Hùng Minh Quân Đức Sơn Phượng Tuấn',
      'Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương',
    ),
  ],
  yoruba: [
    names(
      'Adébáyọ̀ Folákẹ́ Títílayọ̀ Olúmìdé Yéwándé Babátúndé Ayọ̀délé Ìyábọ̀ Kẹ́hìndé Táíwò Ṣadé Wálé',
      'Adéyẹmí Ògúnlàdé Olátúnjí Akínwándé Fáladé Ọláníyan Adébísí Ajàyí Balógun Odùnáyọ̀ Ìdòwú Ṣówándé',
    ),
  ],
  swahili: [
    names(
      'Amani Zuhura Neema Baraka Juma Halima Rehema Jabari Zawadi Imani Khamisi Mwajuma',
      'Mwangi Otieno Wanjiru Kamau Odhiambo Njoroge Achieng Kiprono Mutua Chebet Hamisi Makena',
    ),
  ],
  japanese: [
    names(
      '陽菜|Hina 結衣|Yui 美咲|Misaki さくら|Sakura 真由美|Mayumi 葵|Aoi 大輔|Daisuke 健太|Kenta 翔|Sho 拓海|Takumi 直樹|Naoki 涼|Ryo',
      '佐藤|Sato 鈴木|Suzuki 高橋|Takahashi 渡辺|Watanabe 小林|Kobayashi 山口|Yamaguchi 松本|Matsumoto 井上|Inoue 清水|Shimizu 林|Hayashi 森|Mori 石川|Ishikawa',
    ),
  ],
  chinese: [
    names(
      '伟|Wei 芳|Fang 秀英|Xiuying 敏|Min 静怡|Jingyi 磊|Lei 晓明|Xiaoming 雨桐|Yutong 浩然|Haoran 欣|Xin 子涵|Zihan 建国|Jianguo',
      '王|Wang 李|Li 张|Zhang 刘|Liu 陈|Chen 杨|Yang 赵|Zhao 黄|Huang 周|Zhou 吴|Wu 徐|Xu 欧阳|Ouyang',
    ),
  ],
  korean: [
    names(
      '서연|Seoyeon 지우|Jiwoo 하은|Haeun 수빈|Subin 민지|Minji 유나|Yuna 민준|Minjun 도윤|Doyun 지호|Jiho 현우|Hyunwoo 준서|Junseo 태영|Taeyoung',
      '김|Kim 이|Lee 박|Park 최|Choi 정|Jung 강|Kang 조|Cho 윤|Yoon 장|Jang 임|Lim 한|Han 남궁|Namgung',
    ),
  ],
  hindi: [
    names(
      'प्रिया|Priya अनन्या|Ananya कविता|Kavita मीरा|Meera नेहा|Neha सुनीता|Sunita अर्जुन|Arjun रोहन|Rohan विक्रम|Vikram संजय|Sanjay आदित्य|Aditya किरण|Kiran',
      'शर्मा|Sharma वर्मा|Verma गुप्ता|Gupta पटेल|Patel जोशी|Joshi मेहता|Mehta नायर|Nair कपूर|Kapoor त्रिपाठी|Tripathi राव|Rao चौधरी|Chaudhary मिश्रा|Mishra',
    ),
  ],
  thai: [
    names(
      'สมชาย|Somchai มาลี|Malee อรุณ|Arun สุดา|Suda กิตติ|Kitti พิมพ์|Phim นภา|Napha วิชัย|Wichai จันทร์|Chan ธนา|Thana',
      'สุขใจ|Sukjai ทองดี|Thongdee ศรีสุข|Srisuk แสงทอง|Saengthong บุญมา|Bunma วงศ์งาม|Wongngam ใจดี|Jaidee รุ่งเรือง|Rungrueang',
    ),
  ],
  arabic: [
    names(
      'فاطمة|Fatima مريم|Maryam ليلى|Layla نور|Nour سلمى|Salma هدى|Huda أحمد|Ahmad يوسف|Yousef خالد|Khaled عمر|Omar حسن|Hassan طارق|Tariq',
      'المصري|Almasri حداد|Haddad النجار|Alnajjar خليل|Khalil منصور|Mansour الشامي|Alshami سليمان|Sulayman عبدالله|Abdullah قاسم|Qasim فارس|Faris رشيد|Rashid زيدان|Zaydan',
    ),
  ],
  hebrew: [
    names(
      'נועה|Noa תמר|Tamar שירה|Shira מיכל|Michal יעל|Yael איתן|Eitan אורי|Ori דניאל|Daniel יונתן|Yonatan עומר|Omer',
      'כהן|Cohen לוי|Levi מזרחי|Mizrahi פרץ|Peretz אברהמי|Avrahami ביטון|Biton שפירא|Shapira גולן|Golan ברק|Barak הראל|Harel',
    ),
  ],
  greek: [
    names(
      'Ελένη|Eleni Μαρία|Maria Κατερίνα|Katerina Σοφία|Sofia Δήμητρα|Dimitra Αθηνά|Athina',
      'Παπαδοπούλου|Papadopoulou Γεωργίου|Georgiou Νικολαΐδου|Nikolaidou Οικονόμου|Oikonomou Δημητρίου|Dimitriou Καραγιάννη|Karagianni',
    ),
    names(
      'Γιώργος|Giorgos Νίκος|Nikos Κώστας|Kostas Δημήτρης|Dimitris Ανδρέας|Andreas Σπύρος|Spyros',
      'Παπαδόπουλος|Papadopoulos Γεωργίου|Georgiou Νικολαΐδης|Nikolaidis Οικονόμου|Oikonomou Δημητρίου|Dimitriou Καραγιάννης|Karagiannis',
    ),
  ],
  ukrainian: [
    names(
      'Оксана|Oksana Наталія|Nataliia Соломія|Solomiia Ірина|Iryna Юлія|Yuliia Ганна|Hanna Тарас|Taras Богдан|Bohdan Олексій|Oleksii Дмитро|Dmytro Андрій|Andrii Єгор|Yehor',
      'Шевченко|Shevchenko Коваленко|Kovalenko Бондаренко|Bondarenko Ткачук|Tkachuk Мельник|Melnyk Лисенко|Lysenko Гончар|Honchar Кравець|Kravets Поліщук|Polishchuk Дем’яненко|Demianenko',
    ),
  ],
  amharic: [
    names(
      'አበበ|Abebe ሰላም|Selam ሄለን|Helen ዮሐንስ|Yohannes ትዕግስት|Tigist ዳዊት|Dawit ማርታ|Marta ብርሃኑ|Birhanu ሃና|Hana ሳሙኤል|Samuel',
      'ተስፋዬ|Tesfaye ከበደ|Kebede አለሙ|Alemu ግርማ|Girma መኮንን|Mekonnen ወልደ|Welde ታደሰ|Tadesse ሀይሉ|Hailu በቀለ|Bekele ደሳለኝ|Desalegn',
    ),
  ],
} as const satisfies Record<string, readonly Names[]>

export type Locale = keyof typeof locales
