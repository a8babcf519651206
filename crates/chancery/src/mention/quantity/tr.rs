//! Turkish number words. The project's own.

use super::table::{Join, Table};

pub(super) static TABLE: Table = Table {
    cardinals: "
0 sıfır
1 bir biri birine birinde birinden birin birde birden
2 iki ikisi ikisini ikisine ikiye ikide ikiden ikinin
3 üç üçü üçe üçte üçten üçün üçünü
4 dört dördü dörde dörtte dörtten dördün dördünü
5 beş beşi beşe beşte beşten beşin beşini
6 altı altısı altıya altıda altıdan altının altısını
7 yedi yedisi yediye yedide yediden yedinin yedisini
8 sekiz sekizi sekize sekizde sekizden sekizin sekizini
9 dokuz dokuzu dokuza dokuzda dokuzdan dokuzun dokuzunu
10 on onu ona onda ondan onun
20 yirmi yirmisi yirmiye yirmide yirmiden
30 otuz otuzu otuza otuzda otuzdan
40 kırk kırkı kırka kırkta kırktan
50 elli ellisi elliye ellide elliden
60 altmış altmışı altmışa altmışta altmıştan
70 yetmiş yetmişi yetmişe yetmişte yetmişten
80 seksen sekseni seksene seksende seksenden
90 doksan doksanı doksana doksanda doksandan
",
    multipliers: "
100 yüz yüzü yüze yüzde_n yüzden
1000 bin bini bine binden
1000000 milyon milyonu milyona milyondan mn
1000000000 milyar milyarı milyara milyardan mlr mr
1000000000000 trilyon trilyonu trilyona trilyondan
",
    suffixes: "
1000 k
1000000 m
1000000000 g b
",
    lots: "
6 yarım_düzine
12 düzine
",
    about_lots: "",
    factors: "1/2 yarım yarısı",
    ordinals: "
1 birinci birincisi ilk
2 ikinci ikincisi
3 üçüncü üçüncüsü
4 dördüncü dördüncüsü
5 beşinci beşincisi
6 altıncı altıncısı
7 yedinci yedincisi
8 sekizinci sekizincisi
9 dokuzuncu dokuzuncusu
10 onuncu onuncusu
20 yirminci yirmincisi
30 otuzuncu
40 kırkıncı
50 ellinci
60 altmışıncı
70 yetmişinci
80 sekseninci
90 doksanıncı
100 yüzüncü
1000 bininci
",
    parts: "
4 çeyrek
",
    halves: "buçuk",
    articles: "",
    ones: "bir",
    pronoun_after: "",
    joiners: "ve",
    join: Join::Never,
    units_first: false,
    compounds: true,
    points: "nokta virgül",
    minuses: "eksi",
    overs: "bölü",
    parts_of: "",
    one_of: "",
    thousands: ".",
    decimals: ",",
    ordinal_suffixes: "inci ıncı uncu üncü nci ncı ncu ncü",
    percents: "yüzde",
    units: "yıl yıllık sene yaşında yaşındaki yaş ay aylık hafta haftalık gün günlük saat saatlik dakika dakikalık saniye saniyelik yüzyıl km kilometre kilometrelik metre metrelik m cm mm hektar kg kilo kilogram ton tonluk litre varil dolar dolarlık euro avro lira liralık ruble derece megavat",
    bounds: "
>= en_az asgari
> 
<= en_fazla en_çok azami
< 
~ yaklaşık takriben tahminen aşağı_yukarı neredeyse
= tam yalnızca sadece
",
    bounds_after: "
>= veya_daha_fazla ya_da_daha_fazla
> den_fazla dan_fazla ten_fazla tan_fazla den_çok dan_çok ten_çok tan_çok 'den_fazla 'dan_fazla 'ten_fazla 'tan_fazla 'den_çok 'dan_çok 'ten_çok 'tan_çok 'nin_üzerinde 'nın_üzerinde 'un_üzerinde 'ün_üzerinde 'in_üzerinde 'ın_üzerinde fazla aşkın i_aşkın 'i_aşkın 'ı_aşkın 'u_aşkın 'ü_aşkın 'yi_aşkın 'yı_aşkın
< den_az dan_az ten_az tan_az 'den_az 'dan_az 'ten_az 'tan_az
~ kadar 'e_yakın 'a_yakın 'ye_yakın 'ya_yakın yakın civarında
",
    ranges: "
- ile
- ila
- veya
- ya_da
",
    vague: "
couple bir_iki bir_çift
few birkaç bir_kaç bir_avuç az_sayıda
several çeşitli bazı
dozens onlarca düzinelerce
hundreds yüzlerce
thousands binlerce
tens_of_thousands on_binlerce onbinlerce
hundreds_of_thousands yüz_binlerce yüzbinlerce
millions milyonlarca
many birçok bir_çok çok_sayıda pek_çok sayısız
",
};
