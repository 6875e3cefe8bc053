"""Given names that are common in Finland, folded: a name of an applicant with one of these is taken as a person's."""

GIVEN_NAMES = frozenset(
    """
    aaro aino aki aleksandra aleksi alina amanda anders andreas anette anita anja ann anna anne anneli anni
    annika annikki ansa antero anton antti anu ari arja arto arttu arvo asko asta auli aulis axel bengt birgitta
    bjorn bo britta camilla carina carita carl caroline cecilia charlotta christer christian christina dan
    daniel eero eeva eija eila eino elias elina elisa elisabet elisabeth ella elli emilia emma emmi eric erik
    erika erja erkki esa esko essi eveliina fredrik frida georg greger gun gunilla gunnar hanna hannele hannes
    hannu harri heidi heikki heini helena helge heli helmi henna henri henrik henrika hilkka iida iiris ilari
    ilkka ilmari ilona ilpo ilse inger ingmar ingrid inka inkeri irene irja irma isak isto jaakko jaana jan jani
    janika janina janne jari jarkko jarmo jarno jenna jenni jenny jesse joakim joel johan johanna johannes john
    jonas joni jonna jorma jouko jouni juha juhani juho jukka julia jussi juuso jyri jyrki kai kaija kaisa
    kalervo kalevi kalle kari karin karita karl karoliina katariina katarina kati katja katri katrin kauko
    kerttu kim kimmo kirsi kirsti krister kristian kristiina kristina kurt kyllikki laila lars lasse laura lauri
    leena leif leila lena leo liisa linda linnea lotta maarit maija maj mari maria marianne mariia marika marina
    marita marja marjatta marjo marjut markku marko markus martin martta martti matias mats matti mauno mauri
    mia mika mikael mikaela mikko milla minna mira mirja mirva monika nea nella niina niklas niko nils noora
    olavi olli olof orvokki oskar oskari otto outi paavo paivi paula pauli pauliina peder pekka pentti per
    pernilla pertti peter petra petri petteri pia piia pirjo pirkka pirkko raija raili raimo reijo reino riikka
    riitta risto ritva robert roger rolf roni ronja roope saara saija sakari salla sami samu samuel samuli sanna
    sanni santeri sara sari satu seija seppo silja simo sini sinikka sirkka sirpa sofia solveig stefan sten stig
    stina susanna susanne suvi sven taina taisto tanja tapani tapio tarja tarmo taru tatu teemu tellervo teppo
    terhi tero terttu tiia tiina timo toivo tom tomas tomi tommi toni topi tove tuija tuire tuomas tuomo tuukka
    tuula tuulikki tyyne ulf ulla unto urho urpo valtteri veera veijo veikko veli verner vesa viktor vilho ville
    vilma viola vuokko yrjo
    """.split()
)
