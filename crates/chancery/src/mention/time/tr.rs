//! Turkish words and shapes of time, with the endings they take. The project's own.

use super::table::Table;

pub(super) static TABLE: Table = Table {
    words: "
month 1 ~ocak ^ocak ocakta ocağın ocaktan ocağa ~^oca
month 2 ~^şub şubat şubatta şubatın şubattan şubata
month 3 ~mart ^mart ~^mar martta martın marttan marta
month 4 ~^nis nisan nisanda nisanın nisandan nisana
month 5 mayıs mayısta mayısın mayıstan mayısa
month 6 ~^haz haziran haziranda haziranın hazirandan hazirana
month 7 ~^tem temmuz temmuzda temmuzun temmuzdan temmuza
month 8 ~^ağu ağustos ağustosta ağustosun ağustostan ağustosa
month 9 ~^eyl eylül eylülde eylülün eylülden eylüle
month 10 ~ekim ^ekim ekimde ekimin ekimden ekime ~^eki
month 11 ~^kas kasım kasımda kasımın kasımdan kasıma kasımdan
month 12 ~aralık ^aralık ~^ara aralıkta aralığın aralıktan aralığa
weekday 1 pazartesi pazartesiye pazartesiden pazartesinin pazartesileri
weekday 2 ~salı ^salı ^salıya ^salıdan ^salının ~sal salıları
weekday 3 çarşamba çarşambaya çarşambadan çarşambaları
weekday 4 perşembe perşembeye perşembeden perşembeleri
weekday 5 ~cuma ^cuma ^cumaya ^cumadan ^cumanın ^cumaları
weekday 6 cumartesi cumartesiye cumartesiden cumartesileri
weekday 7 ~pazar ^pazar ^pazara ^pazarın ^pazarları
season SP ilkbahar ilkbaharda ilkbaharı ilkbaharında ilkbahara ilkbahardan ~bahar ~baharda ~baharı ~baharında
season SU ~yaz ~yazı yazın ~yazında ~yaza
season FA sonbahar sonbaharda sonbaharı sonbaharında sonbahara sonbahardan
season WI ~kış ~kışı kışın ~kışında ~kışa
unit S saniye saniyede saniyenin
unit MIN dakika dakikada dakikanın dakikalık dakikalığına
unit H saat saatte saatlik saatliğine saattir saatin
unit D gün günde günü günün güne günden gündür günlük günlüğüne günler günlerde günlerin
unit BD iş_günü
unit NI gece gecesi gecelik
unit WE hafta_sonu haftasonu hafta_sonunda haftasonunda hafta_sonundan
unit W hafta haftada haftası haftanın haftaya haftadan haftadır haftalık haftalığına haftasında haftasına haftalar haftaki haftadaki
unit M ay ayda ayı ayın aya aydan aydır aylık aylığına ayında ayındaki aylar ayki
unit Q çeyrek çeyreği çeyreğinde çeyreğin
unit HY yarıyıl yarıyılı yarısı yarısında yarısından
unit Y yıl yılda yılı yılın yıla yıldan yıldır yıllık yıllığına yılında yılındaki yıllar yıllarda yılki yıldaki sene senede senesi senenin
unit DE on_yıl onyıl
unit C yüzyıl yüzyılda yüzyılın yüzyılı asır
share HALF buçuk yarım
share QUARTER çeyrek
often=0,n=1,unit=D günlük her_gün
often=0,n=1,unit=W haftalık
often=0,n=1,unit=M aylık
often=0,n=3,unit=M üç_aylık
often=0,n=1,unit=Y yıllık
part MO sabah sabahı sabaha sabahtan sabahleyin sabahın
part AF öğleden_sonra öğleden_sonrası öğleden_sonradan
part EV akşam akşamı akşama akşamüstü akşamleyin
part NIGHT gece gecesi geceyi geceleyin
part MI öğle öğlen
clock 120000 öğlen_12
clock 0 gece_yarısı geceyarısı
ampm 0 öö
ampm 12 ös
addmin 30 buçuk buçukta
dir -1 geçen geçtiğimiz önceki bir_önceki son geçmiş
dir 1 gelecek önümüzdeki sonraki bir_sonraki
dir 11 haftaya
dir 0 bu
side START ilk
side END son
edge START başı başında başından başlarında başları başlarından
edge MID ortası ortasında ortasından ortalarında ortaları
edge END sonu sonunda sonundan sonlarında sonları sonlarından sonuna
deixis 0 bugün bugünün bugünden bugüne
deixis -1 dün dünün dünden
deixis 1 yarın yarının yarından yarına
deixis -2 evvelsi_gün önceki_gün dünden_önceki_gün
deixis 2 öbür_gün
anaphor 1 ertesi_gün ertesi_günü
anaphor -1 bir_gün_önce bir_önceki_gün
few 0 birkaç bir_kaç birçok pek_çok
few 2 bir_iki
holiday 1225 noel
holiday 0321 nevruz nevruzda newroz nevruz_bayramı
holiday L1001 ramazan_bayramı ramazan_bayramında ramazan_bayramının ^şeker_bayramı
holiday L1210 kurban_bayramı kurban_bayramında kurban_bayramının
holiday L0110 aşure_günü aşura
holiday L0312 mevlit_kandili mevlid_kandili
holiday L0927 kadir_gecesi
holiday L0101 hicri_yılbaşı
holiday 0107 ortodoks_noeli
holiday O0 ortodoks_paskalyası
era LUNAR hicri
era SOLAR hicri_şemsi
holiday 0101 yılbaşı yeni_yıl
holiday 1231 yılbaşı_gecesi yılbaşı_arifesi
holiday 0501 işçi_bayramı
holiday 1029 cumhuriyet_bayramı
holiday 0423 ulusal_egemenlik_ve_çocuk_bayramı
holiday 0830 zafer_bayramı
holiday 0704 bağımsızlık_günü bağımsızlık_gününden
holiday 0214 sevgililer_günü
holiday E0 paskalya
ref PRESENT şimdi şu_anda şu_an halen hâlihazırda günümüzde bugünlerde artık
ref PAST geçenlerde yakın_zamanda eskiden son_zamanlarda uzun_zaman_önce bir_zamanlar
ref FUTURE yakında ileride en_kısa_sürede en_kısa_zamanda
@suf undan ünden ından inden sından sinden una üne ına ine sına sine üyle iyle ıyla uyla inde ında unda ünde sinde sında da de ta te nda nde dan den tan ten ndan nden nın nin nun nün ın in un ün ya ye na ne a e yi yı yu yü ı i u ü la le yla yle si sı
@from dan den tan ten ndan nden undan ünden ından inden sından sinden sundan sünden
@to a e ya ye na ne una üne ına ine sına sine suna süne
@about yaklaşık
@every her
@day günü gün gününde gününe
@dayafter . ! ? ; : , ) ve veya ' ile saat
@inside içinde içerisinde
@until kadar kadarki değin dek
@yearbefore yılında yılı ( kışı yazı mayıs
@yearafter yılı yılında yılından yılının ve ile veya ya ' seçimleri
",
    shapes: "
day date = DAY MONTH YEAR WEEKDAY? @day?
day date = DAY MONTH WEEKDAY @day? PART?
day date = DAY MONTH @day?
day date = DAY MONTH ' @suf WEEKDAY
day date = DIR WEEKDAY @day? ,? DAY MONTH YEAR?
day date = WEEKDAY @day? ,? DAY MONTH YEAR?
day date = DAY -|/ MONTH -|/ YEAR
day date = DAY / MONTH
day date = MONTH NUMDAY ,~ YEAR?
day date = YEAR -|/ MONTH -|/ DAY
day date = YEAR -|/ DAY -|/ MONTH
day date = DAY -|/ YEAR -|/ MONTH
day date = MONTH -|/ YEAR -|/ DAY
day date = MONTH -|/ DAY -|/ YEAR
day date = DAY MONTH PART
day date = WEEKDAY @day? ,? DM
day date = WEEKDAY @day? ,? DMY
day date = DM!
day date = MONTH YEAR
day date = YEAR MONTH
day date = MONTH! ayı|ayında|ayının|ayından? YEAR?
day date = MONTH & ' @suf
day date = MONTH ayı|ayında|ayının|ayından
day date = DIR MONTH ayı|ayında?
day date = YEAR yılı|yılının|yılında MONTH
day date = DIR yıl|yılın MONTH
day date = YEAR ' ın|in|un|ün|nın|nin MONTH
day date = YEAR ' ın|in|un|ün|nın|nin DAY . ayı|ayında
day date = MONTH ' ın|in|un|ün DAY ' i|ı|u|ü|si|sı
day date = DIR ayın DAY ' i|ı|u|ü|si|sı
day date = WEEKDAY! @day? PART?
day date = WEEKDAY @day PART?
day date = WEEKDAY PART
day date = DIR DIR? WEEKDAY @day? PART?
day date = WEEKDAY DAY ' @suf
day date = NUMDAY WEEKDAY & @day|@dayafter|$
day date = NUMDAY WEEKDAY @day
day date = ERA YEAR
day date = ERA NUMDAY LUNAR YEAR
day date = LUNAR! ayı|ayında|ayının|ayından YEAR?
day date = YEAR LUNAR! ayı|ayında|ayının
day date = WEEKDAY & ' @suf
day date = YEAR SEASON
day date = YEAR ' ın|in|un|ün|nın|nin SEASON
day date = DIR yıl SEASON
day date = DIR SEASON
day date = SEASON!
day date = YEAR yılı|yılının SEASON
day date = HOLIDAY YEAR?
day date = DIR yılın|yılki HOLIDAY
day date = YEAR HOLIDAY
day year = YEAR
day date = YEAR yılı|yılında|yılından|yılının|yılına|yılındaki|senesi|senesinde
day unit = DIR UNIT PART?
day unit = DIR N UNIT @inside?
day unit = DIR FEW UNIT @inside?
day ago = @about? N UNIT önce|evvel
day ago = FEW UNIT önce|evvel
day ago = N UNIT SHARE önce
day ahead = N UNIT @inside
day ahead = N UNIT sonra
day ahead = FEW UNIT sonra|@inside
day earlier = {day} dan|den|tan|ten? N UNIT önce
day earlier = {loose} önceki N UNIT
day later = {loose} sonraki|itibaren N UNIT @inside?
day later = {loose} N UNIT sonra
day earlier = {loose} N UNIT önce
day deixis = DEIXIS @suf? PART?
day deixis = DEIXIS ' @suf PART?
day deixis = DIR PART
day anaphor = ANAPHOR PART?
day same = aynı UNIT
day same = o UNIT
day edge = {loose} EDGE
day edge = YEAR yılı|yılının? EDGE
day edge = YEAR ' ın|in|un|ün|nın|nin|nun|nün EDGE
day edge = MONTH ' ın|in|un|ün|nın|nin EDGE
day edge = MONTH ayı|ayının? EDGE
day edge = UNIT EDGE
day edge = DIR UNIT EDGE
day weekof = DAY MONTH YEAR? UNIT
day weekof = DAY MONTH YEAR? ile başlayan UNIT
day weekof = DAY MONTH YEAR? ' @suf başlayan UNIT
day stretch = YEAR ' ın|in|un|ün|nın|nin|nun|nün SIDE N UNIT
day stretch = YEAR yılının|senesinin SIDE N UNIT
day stretch = {loose} SIDE N UNIT
day stretch = MONTH YEAR? ' ın|in|un|ün|nın|nin|nun|nün SIDE N UNIT
day stretch = UNIT SIDE N UNIT
day nth = UNIT ORD UNIT
day nth = {loose} ORD UNIT
day nth = {loose} DIR UNIT
day nth = YEAR ' ın|in|un|ün|nın|nin|nun|nün ORD UNIT
day nth = YEAR ' ın|in|un|ün|nın|nin|nun|nün DIR UNIT
day nth = MONTH ' ın|in|un|ün|nın|nin ORD UNIT
day nth = MONTH ' ın|in|un|ün|nın|nin DIR UNIT
day nth = MONTH YEAR ' ın|in|un|ün|nın|nin|nun|nün ORD UNIT
day nth = MONTH YEAR ' ın|in|un|ün|nın|nin|nun|nün DIR UNIT
day nth = YEAR yılının ORD UNIT
day nth = YEAR yılının DIR UNIT
day nth = ORD UNIT
day decade = TENS ' lar|ler
day decade = TENS lı|li yıllar|yıllarda|yılların
day decade = TENS ' lı|li|lu|lü yıllar|yıllarda|yılların
day decade = TENS ' larda|lerde|ların|lardaki|lerdeki
day century = ORD yüzyıl|yüzyılda|yüzyılın|yüzyılı|asır
day century = ROMAN . yüzyıl|yüzyılda|yüzyılın
day weekdayof = {loose} WEEKDAY @day? PART?
loose unit = DIR UNIT
loose date = MONTH ' ın|in|un|ün
loose date = MONTH YEAR ' ın|in|un|ün|nın|nin
loose deixis = DEIXIS
loose date = DAY MONTH ' @from
loose date = DAY ' @suf
clock clock = PART? saat CLOCK|HM|HOUR
clock clock = saat HOUR ADDMIN
clock clock = PART? saat HOUR AMPM
clock clock = PART CLOCK|HM
clock clock = PART HOUR ADDMIN
clock clock = PART HOUR & '
clock clock = PART saat? HOUR & '
clock clock = PART? saat HOUR & '
clock clock = CLOCK|HOUR PART
clock clock = HM & ' da|de|ta|te
clock clock = CLOCK ' @suf
clock clock = HOUR ADDMIN
clock clock = PART HOUR MINUTE
clock clock = PART HOUR MINUTE geçe
clock clock = PART? saat? HOUR MINUTE|N dakika? geçe|geçiyor
clock clockto = PART? saat? HOUR MINUTE|N dakika? kala|var
clock part = PART
time at = {day} ,? {clock}
time at = {day} ' da|de|ta|te {clock}
time at = {day} HOUR & ' da|de|ta|te
time at = {clock} {day}
dur dur = @about? N UNIT
dur dur = N UNIT N UNIT
dur dur = N SHARE UNIT
dur dur = FEW UNIT
dur dur = SHARE UNIT
dur dur = diğer UNIT
dur whole = tüm|bütün UNIT
dur whole = tüm|bütün günlüğüne|aylığına|yıllığına
set set = @every N? UNIT
set set = @every WEEKDAY @day?
set set = @every WEEKDAY @day? {clock}
set set = @every UNIT {clock}
set set = @every PART
set set = OFTEN
ref ref = REF
range lasting = {day}|{time}|{clock} ' @from itibaren N UNIT boyunca|süreyle?
range lasting = {day}|{time}|{clock} itibaren N UNIT boyunca|süreyle
range days = DAY -|– DAY MONTH YEAR?
range days = DAY ' @suf? ile|ila|ve DAY MONTH YEAR? arası|arasında?
range days = MONTH ' ın|in|un|ün DAY ' @suf DAY ' @suf arası|arasında|kadar
range days = DIR UNIT DAY ' @suf DAY ' @suf kadar|arası
range months = MONTH -|– MONTH YEAR?
range months = MONTH ile|ila|ve MONTH arası|arasında|arasındaki
range months = MONTH ' @from MONTH ' @to @until
range months = MONTH MONTH @until
range months = MONTH ayından MONTH ayına @until
range months = MONTH ' @from MONTH YEAR ' @to @until
range years = YEAR -|–|~|/ YEAR arası|arasında?
range years = YEAR ile|ila|ve YEAR arası|arasında|arasındaki|aralığı
range years = YEAR ' @from YEAR ' @to @until
range years = YEAR ' @from YEAR ' @to
range range = {day} ile|ila|ve|- {day} arası|arasında|arasındaki|arasına
range range = {day} ' @from {day} ' @to @until
range range = {day} ' @from {day} ' @to
range range = {day} @from {day} @to? @until
range range = {day} - {day}
range range = {time}|{clock} ' @from {clock} ' @to @until?
range range = {time}|{clock} ile|ila|ve {clock} arası|arasında|arasına
range hours = {day} ' da|de|ta|te saat? HOUR|CLOCK|HM ile|ila|ve|- HOUR|CLOCK|HM arası|arasında|arasına
range hours = {day} PART? saat? HOUR|CLOCK|HM ile|ila|ve|- PART? HOUR|CLOCK|HM arası|arasında|arasına
range hours = {day} PART? HOUR|CLOCK|HM ' @from PART? HOUR|CLOCK|HM ' @to @until
range hours = {day} HOUR HOUR @until
range hours = PART? saat? HOUR|CLOCK|HM ile|ila|ve|- HOUR|CLOCK|HM arası|arasında|arasına
range hours = PART? saat? HOUR|CLOCK|HM ' @from saat? HOUR|CLOCK|HM ' @to @until
range hours = PART HOUR ' @from HOUR @until
bound since = {day} ' @from beri|bu_yana|itibaren
bound since = {day} @from? beri|bu_yana|itibaren
bound since = {clock} ' @from itibaren|beri
bound since = {dur} beri|bu_yana
bound since = {day} ve|veya|ya_da daha? sonra|sonrası|sonrasında
bound until = {day} ' @to @until
bound until = {day} @to? @until
bound until = {time} ' @to @until
bound until = SEASON|MONTH @until
bound until = {clock} ' @to @until
bound before = {day} ' @from önce|önceki
bound before = {day} @from? önce|önceki
bound before = {time}|{clock} ' @from önce|önceki
bound after = {day} ' @from daha? sonra|sonraki
bound after = {day} @from? sonra|sonraki
bound after = {time}|{clock} ' @from sonra|sonraki
bound over = N UNIT daha? fazla|uzun bir? süre|zaman? önce
bound about = {day} civarı|civarında|civarına|dolaylarında|doğru
bound about = {time}|{clock} civarı|civarında|civarına|sularında
not none = N yaşında|yaşındaki|yaş
not none = iyi günler|akşamlar|geceler
not none = arap baharı
not none = prag baharı
not none = son bir|derece|olarak|dakika
",
    month_first: false,
    ordinal_dot: true,
    years_in_halves: false,
    future: "gelecek önümüzdeki planlanıyor bekleniyor",
    future_endings: "ecek acak ecektir acaktır ecekler acaklar eceğim acağım eceğiz acağız eceği acağı eceğini acağını eceğine acağına ecekleri acakları eceklerini acaklarını eceklerine acaklarına",
    future_beginnings: "",
    past: "",
    past_endings: "dı di du dü tı ti tu tü dığı diği duğu düğü tığı tiği tuğu tüğü dığını diğini duğunu düğünü tığını tiğini tuğunu tüğünü mıştı mişti muştu müştü mış miş muş müş",
    verb_follows: true,
    after: "sonra",
    after_endings: "dan den tan ten",
    takes: "",
};
