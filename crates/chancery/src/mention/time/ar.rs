//! Arabic words and shapes of time, with the months of the Mashriq and of the Maghreb and Egypt. The project's own.

use super::table::Table;

pub(super) static TABLE: Table = Table {
    words: "
month 1 يناير كانون_الثاني جانفي ينائر
month 2 فبراير شباط فيفري
month 3 مارس آذار
month 4 أبريل إبريل نيسان أفريل ابريل
month 5 مايو أيار ماي مايس
month 6 يونيو حزيران جوان يونيه
month 7 يوليو تموز جويلية يوليه يوليوز
month 8 أغسطس آب أوت غشت
month 9 سبتمبر أيلول شتنبر
month 10 أكتوبر تشرين_الأول
month 11 نوفمبر تشرين_الثاني نونبر
month 12 ديسمبر كانون_الأول دجنبر
weekday 1 الاثنين الإثنين ~اثنين
weekday 2 الثلاثاء ~ثلاثاء
weekday 3 الأربعاء ~أربعاء
weekday 4 الخميس ~خميس
weekday 5 الجمعة ~جمعة
weekday 6 السبت ~سبت
weekday 7 الأحد ~أحد
season SP الربيع ~ربيع
season SU الصيف ~صيف
season FA الخريف ~خريف
season WI الشتاء ~شتاء
unit S ثانية ثوان ثواني الثواني
unit MIN دقيقة دقائق الدقائق الدقيقة
unit H ساعة ساعات الساعات الساعة
unit D يوم أيام يوما اليوم الأيام أياما
unit NI ليلة ليال ليالي الليلة الليالي
unit WE عطلة_نهاية_الأسبوع نهاية_الأسبوع
unit W أسبوع أسابيع أسبوعا الأسبوع الأسابيع
unit M شهر أشهر شهور شهرا الشهر الأشهر الشهور
unit Q الربع ربع_سنة الفصل
unit HY النصف نصف_سنة
unit Y سنة عام أعوام سنوات عاما السنة العام الأعوام السنوات سنين
unit DE عقد عقود العقد العقود عقدا
unit C قرن قرون القرن القرون
few=2,unit=S ثانيتين ثانيتان
few=2,unit=MIN دقيقتين دقيقتان
few=2,unit=H ساعتين ساعتان
few=2,unit=D يومين يومان اليومين
few=2,unit=W أسبوعين أسبوعان الأسبوعين
few=2,unit=M شهرين شهران الشهرين
few=2,unit=Q ربعين الربعين
few=2,unit=Y عامين عامان سنتين سنتان العامين السنتين
few=2,unit=DE عقدين عقدان العقدين
few=2,unit=C قرنين قرنان
share=0.5,unit=H نصف_ساعة نصف_الساعة
share=0.25,unit=H ربع_ساعة ربع_الساعة
share=0.5,unit=Y نصف_عام
often=0,n=1,unit=D يوميا يومية اليومية
often=0,n=1,unit=W أسبوعيا أسبوعية الأسبوعية
often=0,n=1,unit=M شهريا شهرية الشهرية
often=0,n=1,unit=Y سنويا سنوية السنوية السنوي
part MO صباح الصباح صباحا فجر الفجر فجرا
part MI ظهر الظهر ظهرا ظهيرة الظهيرة
part AF بعد_الظهر بعد_ظهر عصر العصر عصرا
part EV مساء المساء مساءً عشية
part NIGHT ليل الليل ليلا ليلة
clock 0 منتصف_الليل
clock 120000 منتصف_النهار
ampm 0 ص صباحا فجرا
ampm 12 م مساء مساءً ظهرا عصرا بعد_الظهر ليلا
addmin 30 والنصف ونصف
addmin 15 والربع وربع
addmin -15 إلا_الربع إلا_ربعا
dir -1 الأخيرين الأخيرتين الماضيتين الماضي الماضية الفائت الفائتة المنصرم المنصرمة السابق السابقة الأخير الأخيرة الماضيين
dir 1 القادمين القادمتين المقبلين المقبلتين القادم القادمة المقبل المقبلة التالي التالية الآتي الآتية
dir 0 هذا هذه الحالي الحالية الجاري الجارية ذلك تلك
side START أول الأول الأولى الأولين الأوليين
side END آخر الأخير الأخيرة الأخيرين الأخيرتين
edge START أوائل مطلع بداية مستهل بدايات أول
edge MID منتصف أواسط وسط
edge END أواخر نهاية ختام آخر نهايات
deixis 0 اليوم
deixis -1 أمس الأمس البارحة
deixis 1 غدا الغد غد
deixis -2 أمس_الأول أول_أمس أول_من_أمس
deixis 2 بعد_غد
deixis=0,part=NIGHT الليلة
deixis=-1,part=NIGHT الليلة_الماضية ليلة_أمس
anaphor 1 في_اليوم_التالي اليوم_التالي في_اليوم_الموالي
anaphor -1 في_اليوم_السابق اليوم_السابق عشية_ذلك
few 0 عدة بضع بضعة عدد_من
holiday 1225 عيد_الميلاد
holiday 0321 عيد_النوروز النوروز نوروز عيد_النيروز النيروز
holiday L1001 عيد_الفطر الفطر_المبارك عيد_الفطر_المبارك
holiday L1210 عيد_الأضحى عيد_الأضحى_المبارك
holiday L1209 يوم_عرفة وقفة_عرفة
holiday L0110 عاشوراء يوم_عاشوراء
holiday L0220 الأربعين_الحسيني أربعينية_الحسين
holiday L0312 المولد_النبوي المولد_النبوي_الشريف ذكرى_المولد_النبوي
holiday L0101 رأس_السنة_الهجرية
holiday L0927 ليلة_القدر
holiday O0 عيد_الفصح_الأرثوذكسي عيد_الفصح_الشرقي عيد_القيامة
holiday 0107 عيد_الميلاد_الأرثوذكسي
holiday E0 عيد_الفصح
era LUNAR ه هجرية هجري هجريا للهجرة الهجري
era SOLAR ه.ش هجري_شمسي هجرية_شمسية شمسي شمسية
holiday 0101 رأس_السنة رأس_السنة_الميلادية
holiday 0501 عيد_العمال
ref PRESENT الآن حاليا في_الوقت_الراهن في_الوقت_الحالي حالياً
ref PAST مؤخرا سابقا في_السابق قديما في_الماضي مؤخراً
ref FUTURE قريبا في_المستقبل مستقبلا في_القريب_العاجل
@about نحو حوالي قرابة زهاء ما_يقارب
@every كل
@m م للميلاد ميلادية ميلادي
@in في من خلال يوم صباح مساء منذ حتى
@age عمره عمرها البالغ البالغة يبلغ تبلغ
@yearbefore عام سنة في منذ حتى بين و أواخر مطلع منتصف أوائل نهاية بداية صيف شتاء ربيع خريف عامي ( العام السنة لعام
@yearafter و أو في من على إلى عن أن التي الذي حيث عندما كما بعد قبل
",
    shapes: "
day anaphor = ANAPHOR
day same = في? < ذلك|تلك UNIT
day date = في? < يوم|اليوم? WEEKDAY ,|،? الموافق? DAY من|/? شهر? MONTH ,|،|/|من|عام|سنة? YEAR @m?
day date = في? < يوم|اليوم? WEEKDAY ,|،? الموافق? DAY من|/? شهر? MONTH
day date = في? < يوم|اليوم? WEEKDAY ,|،? الموافق? DAY من|/? شهر? MONTH / MONTH ,|،|من|عام|سنة? YEAR? @m?
day date = في? < يوم|اليوم? WEEKDAY ,|،? NUMDAY & .|،|,|؛|$
day date = في? < يوم|اليوم? WEEKDAY ,|،? الموافق? DAY من? شهر? LUNAR ,|،|من|عام|سنة~ YEAR? ERA?
day date = في|بتاريخ? < يوم? DAY من? شهر? LUNAR|SOLAR ,|،|من|عام|سنة? عام|سنة? YEAR ERA?
day date = في|بتاريخ? < يوم? DAY من شهر? LUNAR|SOLAR
day date = في|خلال|طوال? < شهر LUNAR YEAR? ERA?
day date = في|خلال|طوال < LUNAR! YEAR? ERA?
day date = في? < عام|سنة YEAR ERA
day date = في|بتاريخ? < يوم? DAY من? MONTH / MONTH ,|،|من|عام|سنة~ YEAR? @m?
day date = في|بتاريخ? < يوم? DAY من|/? شهر? MONTH ,|،|/|من|عام|سنة? عام? YEAR @m?
day date = في|بتاريخ? < يوم? DAY من|/? شهر? MONTH
day date = DAY من|/? شهر? MONTH DIR
day date = MONTH NUMDAY
day date = MONTH / DAY
day date = DAY MONTH ( MONTH ) YEAR?
day date = DAY MONTH / MONTH YEAR?
day date = MONTH / MONTH ,|عام|من~ YEAR?
day date = MONTH ( MONTH ) ,|عام~ YEAR?
day date = في? < يوم? DM
day date = في? < يوم? DMY
day date = WEEKDAY DMY
day date = في? < شهر? MONTH ,|،|من|عام|سنة? عام|سنة? YEAR @m?
day date = في? < شهر? MONTH
day date = في? < شهر? MONTH DIR
day date = MONTH من العام DIR
day date = DIR MONTH
day date = في? < يوم|اليوم|نهار? WEEKDAY! DIR?
day date = في? < يوم WEEKDAY DIR?
day date = DIR WEEKDAY
day date = في? < PART يوم? WEEKDAY DIR?
day date = في? < يوم? WEEKDAY DIR? في? PART
day date = PART يوم DAY MONTH YEAR?
day date = في? < SEASON عام|سنة? YEAR
day date = في? < SEASON DIR
day date = DIR SEASON
day date = في < SEASON!
day date = في? < HOLIDAY
day year = YEAR
day date = في? < عام|سنة|العام|السنة|لعام YEAR @m?
day unit = في? < DIR UNIT
day unit = في|خلال? < UNIT DIR
day unit = في|خلال? < N UNIT DIR
day unit = في|خلال? < UNIT N DIR
day unit = في|خلال? < FEW DIR
day unit = في|خلال? < UNIT FEW DIR
day ago = قبل @about? N UNIT
day ago = قبل @about? FEW
day ago = قبل UNIT
day ago = قبل FEW UNIT
day ago = قبل SHARE
day within = خلال|في_غضون @about? N UNIT
day within = خلال|في_غضون FEW
day ahead = بعد @about? N UNIT
day ahead = بعد FEW
day ahead = بعد|خلال FEW UNIT
day ahead = بعد SHARE
day later = بعد ذلك N UNIT
day later = بعد N UNIT من|على {day}
day later = بعد FEW من|على {day}
day earlier = قبل N UNIT من {day}
day earlier = قبل FEW من {day}
day earlier = قبل ذلك N UNIT
day deixis = يوم? DEIXIS
day deixis = PART? يوم? DEIXIS
day deixis = DEIXIS PART
day deixis = في? < DIR PART
day same = في? < نفس UNIT
day same = في? < اليوم ذاته|نفسه
day same = في? < العام ذاته|نفسه
day same = في ذلك < UNIT
day edge = في|مع|منذ? < EDGE {day}
day edge = في|مع? < EDGE UNIT
day weekof = في|خلال? < UNIT NUMDAY MONTH YEAR?
day weekof = في|خلال? < UNIT DM
day weekof = في|خلال? < UNIT الذي يبدأ|بدأ|يصادف في? {day}
day stretch = في|خلال? < SIDE N UNIT من {day}
day stretch = في|خلال? < UNIT N SIDE من {day}
day stretch = في|خلال? < SIDE FEW من {day}
day stretch = في|خلال? < FEW SIDE من {day}
day stretch = في|خلال? < SIDE N UNIT من|في UNIT
day stretch = في|خلال? < UNIT N SIDE من UNIT
day nth = في|خلال? < ORD UNIT من|في UNIT
day nth = في|خلال? < UNIT ORD من {day}
day nth = في|خلال? < ORD UNIT من|في {day}
day nth = في|خلال? < UNIT ORD من عام|العام|سنة? YEAR
day nth = في|خلال? < UNIT DIR من {day}
day nth = في|خلال? < UNIT ORD
day century = في|خلال? < القرن|قرن ORD|N
day century = في? < EDGE القرن ORD|N
day weekdayof = WEEKDAY من {loose}
loose unit = UNIT DIR
loose unit = DIR UNIT
loose date = DAY
clock clock = الساعة < CLOCK AMPM?
clock clock = في|عند? الساعة < HOUR|ORD AMPM?
clock clock = في|عند? الساعة < HOUR ADDMIN AMPM?
clock clock = الساعة < HOUR و MINUTE دقيقة? AMPM?
clock clock = CLOCK AMPM?
clock clock = HOUR AMPM
clock clock = في|عند < ORD AMPM
clock part = في < PART
time at = {day} ,|،|في|عند? {clock}
time at = {clock} ,|من|يوم? {day}
dur dur = @about? N UNIT
dur dur = لمدة|طوال|خلال < N UNIT
dur dur = لمدة|طوال|خلال < FEW
dur dur = FEW
dur dur = FEW UNIT
dur dur = N UNIT و N UNIT
dur dur = SHARE
dur whole = لمدة < UNIT
dur dur = أكثر|أقل من < N UNIT
dur whole = طوال|طيلة UNIT
set set = @every N? UNIT
set set = @every FEW
set set = @every يوم? WEEKDAY
set set = @every WEEKDAY {clock}
set set = @every UNIT {clock}
set set = {clock} @every UNIT
set set = @every يوم? WEEKDAY {clock}
set set = @every PART
set set = OFTEN
ref ref = REF
range lasting = لمدة? N UNIT ،? اعتبارا_من|ابتداء_من|بدءا_من {day}|{time}|{clock}
range lasting = لمدة? FEW ،? اعتبارا_من|ابتداء_من|بدءا_من {day}|{time}|{clock}
range lasting = اعتبارا_من|ابتداء_من|بدءا_من|من {day}|{time}|{clock} لمدة N UNIT
range days = من|بين يوم? DAY إلى|حتى|و DAY من? MONTH YEAR?
range days = DAY - DAY MONTH YEAR?
range months = من|بين MONTH إلى|حتى|و MONTH عام|من~ YEAR?
range months = MONTH - MONTH YEAR?
range years = من|بين|منذ عام|عامي|العام? YEAR إلى|حتى|و عام|العام? YEAR
range years = بين|في عامي YEAR و YEAR
range years = YEAR -|–|/|— YEAR
range range = من|بين|منذ {day} إلى|حتى|و {day}
range range = من|بين {time} إلى|حتى|و {time}|{clock}
range range = من|بين {clock} إلى|حتى|و {clock}
range range = من|منذ {day} إلى|حتى {ref}
range hours = {day} من|بين الساعة? HOUR|CLOCK|ORD AMPM? إلى|حتى|و الساعة? HOUR|CLOCK|ORD AMPM?
range hours = من|بين الساعة? HOUR|CLOCK|ORD AMPM? إلى|حتى|و الساعة? HOUR|CLOCK|ORD AMPM?
range night = في? < ليل|ليلة {day} - {day}
bound since = منذ|اعتبارا_من|ابتداء_من < {day}
bound since = منذ|اعتبارا_من|ابتداء_من < {time}
bound since = منذ|اعتبارا_من < {clock}
bound since = منذ < {dur}
bound since = منذ أكثر|نحو من < {dur}
bound until = حتى|لغاية|إلى_غاية < {day}
bound until = حتى < {time}
bound until = حتى < SEASON
bound until = حتى < {clock}
bound before = قبل|قبيل < {day}
bound before = قبل|قبيل < {clock}
bound after = بعد|عقب < {day}
bound after = بعد < {clock}
bound over = قبل أكثر|أزيد من < N UNIT
bound over = قبل أكثر|أزيد من < FEW
bound under = قبل أقل من < N UNIT
bound under = قبل أقل من < FEW
bound about = حوالي|نحو|قرابة < {day}
bound about = حوالي|نحو|قرابة < {clock}
not none = @age WORD? WORD? WORD? N عاما|سنة|أعوام|سنوات
not none = من العمر N عاما|سنة
not none = N عاما ,|،|.
not none = مدينة|جسر|بمدينة|كوبري DAY من? LUNAR|MONTH
not none = صباح الخير
not none = مساء الخير
not none = الربيع العربي
not none = ربيع براغ
",
    month_first: false,
    ordinal_dot: false,
    years_in_halves: false,
    future: "سوف القادم القادمة المقبل المقبلة المتوقع المقرر المزمع",
    future_endings: "",
    future_beginnings: "سي ست سن سأ",
    past: "قال قالت قالوا أعلن أعلنت ذكر ذكرت أكد أكدت صرح صرحت أفاد أفادت كان كانت أوضح أوضحت أضاف أضافت",
    past_endings: "",
    verb_follows: false,
    after: "من على",
    after_endings: "",
    takes: "خلال",
};
