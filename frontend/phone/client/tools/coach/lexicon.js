/** The word lists and limits of the coach; the same data as shopper/coaching/lexicon.json. */

/** @param {string} words */
const list = (words) => words.trim().split(/\s+/);

export const LEXICON = {
  limits: {
    lowest_share: "0.25",
    text_min: 20,
    alike_percent: 50,
    alike_words: 6,
    same_words: 4,
    far_times: 10,
    negation_reach: 2,
  },
  titles: list(`
    mr mrs ms miss mister madam sir herr herrn hr frau fr fräulein السيد السيدة الأستاذ الأستاذة
    الآنسة
  `),
  titles_with_a_dot: list("mr mrs ms hr fr"),
  not_names: list(`
    Mitte Anfang Ende Nummer Kellner Ober Wirt Doktor Right Perfect I الذي التي في من على عند
    كان كانت هنا هناك و
  `),
  languages: {
    en: {
      common: list(`
        the and was were is it to of with they there had my he she a i very at
      `),
      praise: list(`
        good great excellent perfect perfectly wonderful lovely fantastic brilliant superb
        outstanding friendly polite politely kind kindly helpful attentive welcoming warm warmly
        clean spotless tidy immaculate pleasant delicious impressed impressive quick quickly prompt
        promptly flawless nice satisfied happy
      `),
      complaint: list(`
        bad badly poor poorly terrible terribly awful horrible disappointing disappointed
        unacceptable rude rudely unfriendly impolite ignored unhelpful careless bored annoyed
        annoying dirty filthy messy sticky smelly stained muddy broken missing wrong cold slow
        slowly late complaint complaints problem problems unhappy worst
      `),
      negations: list(`
        not no never nothing nobody without hardly neither nor isn wasn aren weren didn don doesn
        couldn wouldn hadn
      `),
      contrasts: list("but however although though except only yet still"),
    },
    de: {
      common: list(`
        der die das und ist war waren es mit ein eine sehr ich sie er wurde den im auch nicht
      `),
      praise: list(`
        gut gute guter gutes guten toll tolle tollen super prima perfekt* hervorragend*
        ausgezeichnet* wunderbar* großartig* freundlich* höflich* hilfsbereit* aufmerksam*
        zuvorkommend* herzlich* nett* liebevoll* sauber* gepflegt* ordentlich* makellos* angenehm*
        lecker* köstlich* begeistert* vorbildlich* schnell* zügig* prompt* zufrieden* einwandfrei*
        tadellos* schön*
      `),
      complaint: list(`
        schlecht* mies* furchtbar* schrecklich* enttäusch* inakzeptabel* mangelhaft* ungenügend*
        unfreundlich* unhöflich* ignoriert* lustlos* genervt* gelangweilt* patzig* barsch*
        ungepflegt* unordentlich* schmutzig* dreckig* verdreckt* klebrig* fleckig* kaputt* defekt*
        fehlt* fehlend* falsch* kalt* langsam* verspätet* beschwerde* problem* unzufrieden* mangel*
        mängel* leider
      `),
      negations: list(`
        nicht kein keine keinen keiner keinem nie niemals niemand nichts ohne kaum weder noch
      `),
      contrasts: list("aber jedoch allerdings obwohl sondern nur trotzdem außer dennoch"),
    },
    ar: {
      common: [],
      praise: list(`
        جيد جيدة جيدا ممتاز ممتازة رائع رائعة مثالي مثالية جميل جميلة لطيف لطيفة لطيفا ودود ودودة
        ودودا مهذب مهذبة مهذبا متعاون متعاونة خدوم خدومة مرحب مرحبة نظيف نظيفة نظيفا مرتب مرتبة
        مرتبا لذيذ لذيذة سريع سريعة سريعا راض راضية سعيد سعيدة
      `),
      complaint: list(`
        سيئ سيئة سيئا رديء رديئة فظيع فظيعة مخيب مخيبة وقح وقحة وقحا تجاهل تجاهلني تجاهلتني مهمل
        مهملة قذر قذرة قذرا وسخ وسخة متسخ متسخة متسخا مكسور مكسورة معطل معطلة ناقص ناقصة خطأ بارد
        باردة بطيء بطيئة بطيئا متأخر متأخرة متأخرا شكوى مشكلة مشاكل منزعج منزعجة للأسف
      `),
      negations: list("لا ليس ليست لم لن ما غير بدون دون بلا"),
      contrasts: list("لكن ولكن إلا رغم فقط مع"),
    },
  },
};
