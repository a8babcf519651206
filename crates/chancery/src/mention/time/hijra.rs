//! Months and feasts of the Muslim and Iranian calendars, with the shapes of their dates, for the tables of all languages.
//! The project's own.
//!
//! The names are those of the scripts, in the spellings of the ten languages: none is a word of another calendar. `~` marks
//! those that are given names or common words too: alone with a day's number they are no date.

/// Words of every language, as lines of a table.
pub(super) const WORDS: &str = "
lunar 1 muharram mouharram muharrem muharam moharram muḥarram
lunar 2 ~^safar ~^safer ~^ṣafar
lunar 3 rabi_al_awwal rabi'_al_awwal rabi_ul_awwal rabia_al_awwal rabi'_i ~rabi_i rabi_al_aoual rabia_al_awal rebiülevvel rabi_al_aual rabīʿ_al_awwal
lunar 4 rabi_al_thani rabi'_al_thani rabi_ath_thani rabi_al_akhir rabi'_al_akhir rabi_ul_thani rabia_ath_thani rabia_al_thani rabi_ii rabi'_ii rebiülahir
lunar 5 jumada_al_ula jumada_al_awwal jumada_i joumada_al_oula djumada_al_ula yumada_al_ula dschumada_l_ula giumada_al_ula cemaziyelevvel cemaziyülevvel
lunar 6 jumada_al_thani jumada_al_akhira jumada_al_akhirah jumada_ii joumada_ath_thania joumada_al_thani yumada_al_zani dschumada_th_thaniyya cemaziyelahir cemaziyülahir
lunar 7 ~^rajab ~^radjab ~^rayab ~^radschab ~^recep ~^receb ~^rajabe
lunar 8 ~^shaban ~^sha'ban ~^shaaban ~^chaabane ~^chaaban ~^chaban ~^schaban ~^şaban ~^chabane
lunar 9 ramadan ramazan ramadán ramadã ramadão ramadhan
lunar 10 shawwal shawal chawwal chaoual chawal schawwal xawwal şevval
lunar 11 dhu_al_qadah dhu_al_qa'dah dhu_al_qi'dah dhul_qadah dhul_qa'dah dhul_qidah dhou_al_qi'da dhou_al_qida dhu_l_qa'da dhu'l_qa'da du_al_qada zilkade zulqadah
lunar 12 dhu_al_hijjah dhu_al_hijja dhul_hijjah dhul_hijja dhu_l_hijja dhu'l_hijja dhu'l_hijjah dhou_al_hijja dhou_el_hidja dhu_l_hiddscha du_al_hijja zilhicce zulhijjah
lunar 1 мухаррам мухаррама мухарраму мухарраме мухаррамом
lunar 2 ~сафар ~сафара ~сафару ~сафаре
lunar 3 раби_аль_авваль раби_аль_авваля раби_аль_ауваль рабі_аль_авваль рабі_аль_авваля рабіу_ль_авваль
lunar 4 раби_ас_сани раби_аль_ахир раби_аль_ахира рабі_ас_сані рабі_аль_ахір
lunar 5 джумада_аль_уля джумада_аль_ула джумада_аль_ауваль джумада_уль_уля
lunar 6 джумада_ас_сани джумада_аль_ахира джумада_аль_ахир джумада_ас_сані
lunar 7 ~раджаб ~раджаба ~раджабу ~раджабе
lunar 8 ~шаабан ~шаабана ~шаабану ~шабан ~шабана
lunar 9 рамадан рамадана рамадану рамадане рамаданом рамадані рамазан рамазана рамазану рамазане рамазані
lunar 10 шавваль шавваля шаввалю шаввале шавваль
lunar 11 зуль_каада зуль_каады зуль_кааде зу_ль_каада зуль_каади
lunar 12 зуль_хиджа зуль_хиджи зуль_хиджжа зуль_хиджжи зуль_хидже зу_ль_хиджа зу_ль_хиджжа зуль_хіджа зу_ль_хіджа
lunar 1 محرم المحرم محرم_الحرام
lunar 2 ~صفر صفر_الخير
lunar 3 ربيع_الأول ربيع_أول
lunar 4 ربيع_الآخر ربيع_الثاني ربيع_ثاني
lunar 5 جمادى_الأولى جمادى_الأول جمادي_الأول جمادى_أولى
lunar 6 جمادى_الآخرة جمادى_الثانية جمادى_الآخر جمادي_الثاني
lunar 7 ~رجب
lunar 8 ~شعبان
lunar 9 رمضان رمضان_المبارك
lunar 10 شوال
lunar 11 ذو_القعدة ذي_القعدة ذى_القعدة
lunar 12 ذو_الحجة ذي_الحجة ذى_الحجة
solar 1 farvardin farwardin ferverdin фарвардин фарвардина фарвардін фарвардіну فروردین فروردين
solar 2 ordibehesht ordibehescht ardibehesht ордибехешт ордибехешта ордібегешт ордібегешта ордібехешту اردیبهشت أرديبهشت ارديبهشت
solar 3 khordad chordad jordad хордад хордада خرداد
solar 4 ~^tir ~тир ~тира ~تیر ~تير
solar 5 mordad amordad мордад мордада مرداد
solar 6 shahrivar chahrivar schahriwar şehriver шахривар шахривара шахрівар шахрівара شهریور شهريور
solar 7 ~^mehr ~мехр ~мехра ~مهر
solar 8 ~^aban ~абан ~абана آبان
solar 9 ~^azar ~азар ~азара آذر
solar 10 ~^dey ~^dej ~дей ~дея ~دی ~دي
solar 11 ~^bahman бахман бахмана бахману بهمن
solar 12 esfand isfand эсфанд эсфанда есфанд есфанда اسفند
";

/// Shapes of every language: a day, a month or a year of these calendars. What is no name of a month alone needs its year.
pub(super) const SHAPES: &str = "
day date = DAY LUNAR|SOLAR ,~ YEAR ERA?
day date = NUMDAY|NUMTH LUNAR|SOLAR ,~ YEAR ERA?
day date = NUMDAY|NUMTH LUNAR!|SOLAR!
day date = LUNAR|SOLAR NUMDAY|NUMTH ,~ YEAR ERA?
day date = LUNAR|SOLAR YEAR ERA?
day date = YEAR ERA
";
