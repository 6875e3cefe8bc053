"""Headings that any clerk's table may have, in Finnish, Swedish and English."""

HEADERS: dict[str, tuple[str, str, str]] = {
    "number": (
        "Hankenumero|Hankkeen numero|Hanketunnus|Hankkeen tunnus|Hankekoodi|Hanke nro|Hankenro|Diaarinumero",
        "Projektnummer|Projektets nummer|Projektkod|Diarienummer",
        "Project number|Project no|Project code",
    ),
    "title": (
        "Hankkeen nimi|Hankenimi|Projektin nimi|Otsikko|Hanke|Nimi",
        "Projektets namn|Projektnamn|Projektets titel|Rubrik|Projekt|Namn",
        "Project title|Project name|Title|Project|Name",
    ),
    "summary": (
        "Julkinen hankekuvaus|Hankkeen yhteenveto|Hankkeen kuvaus|Hankekuvaus|Hankkeen sisältö|Kuvaus|Tiivistelmä",
        "Offentlig projektbeskrivning|Sammanfattning av projektet|Projektbeskrivning|Beskrivning|Sammandrag",
        "Project description|Description|Summary",
    ),
    "applicant": (
        "Hakija|Hakijan nimi|Hakijan virallinen nimi|Toteuttaja|Toteuttajan nimi|Tuensaaja|Tuensaajan nimi"
        "|Hankkeen hakija|Toteuttajataho|Hanketoimija",
        "Sökande|Sökandens namn|Projektägare|Stödmottagare|Stödtagare|Genomförare",
        "Applicant|Applicant name|Beneficiary|Beneficiary name",
    ),
    "applicant_kind": (
        "Organisaatiotyyppi|Hakijan tyyppi|Hakijatyyppi|Toteuttajan tyyppi|Tuensaajan tyyppi"
        "|Yhteisömuoto|Oikeudellinen muoto",
        "Organisationstyp|Typ av sökande|Sökandens typ|Juridisk form",
        "Applicant type|Kind of applicant|Organisation type|Legal form",
    ),
    "applicant_place": (
        "Hakijan kunta|Hakijan kotikunta|Hakijan kotipaikka|Tuensaajan kunta|Kotikunta|Kotipaikka",
        "Sökandens kommun|Sökandens hemort|Hemkommun|Hemort",
        "Applicant municipality|Home municipality",
    ),
    "places": (
        "Toteutuskunta|Toteutuskunnat|Toteutusalue|Paikkakunta|Kunta|Kunnat|Hankealue|Alue",
        "Kommun för genomförande|Genomförandekommun|Ort|Orter|Kommun|Kommuner|Område",
        "Municipality|Municipalities|Place|Places|Location",
    ),
    "region": ("Maakunta", "Landskap", "Region"),
    "group": (
        "Leader-ryhmä|Leader-ryhmän nimi|Leaderryhmä|Toimintaryhmä|Ryhmä",
        "Leader-grupp|Leadergrupp|Aktionsgrupp|Grupp",
        "Leader group|Local action group|LAG|Group",
    ),
    "partners": (
        "Muut Leader-ryhmät|Kumppaniryhmät|Yhteistyöryhmät",
        "Övriga Leadergrupper|Samarbetsgrupper",
        "Partner groups|Partners",
    ),
    "theme": ("Teema", "Tema", "Theme"),
    "programme": (
        "Ohjelma/Rahasto|Ohjelma|Rahasto|Rahoitusohjelma",
        "Program/Fond|Program|Fond",
        "Programme/Fund|Programme|Fund",
    ),
    "period": ("Ohjelmakausi|Rahoituskausi|Kausi", "Programperiod|Period", "Programming period|Period"),
    "measure": (
        "Toimenpide|Hankemuoto|Hanketyyppi|Tukimuoto|Tukityyppi",
        "Åtgärd|Projektform|Projekttyp|Stödform",
        "Measure|Project type|Aid type",
    ),
    "keywords": ("Asiasanat|Avainsanat", "Taggar|Nyckelord|Ämnesord", "Keywords|Tags"),
    "starts": (
        "Aloituspäivämäärä|Alkamispäivämäärä|Aloituspäivä|Alkamispäivä|Alkaa|Alkupvm|Aloituspvm|Alku|Aloitus",
        "Startdatum|Begynnelsedatum|Inledningsdatum|Startdag|Börjar|Start",
        "Start date|Starts|Start",
    ),
    "ends": (
        "Loppumispäivämäärä|Päättymispäivämäärä|Päättymispäivä|Loppumispäivä|Lopetuspäivä|Päättyy|Loppupvm|Päättymispvm|Loppu",
        "Slutdatum|Avslutningsdatum|Slutdag|Slutar|Slut",
        "End date|Ends|End",
    ),
    "dates": (
        "Toteutusaika|Hankkeen toteutusaika|Hankeaika|Hankkeen kesto|Kesto",
        "Genomförandetid|Projekttid|Tid|Tidsperiod",
        "Duration|Dates|Implementation period",
    ),
    "year": (
        "Vuosi|Myöntövuosi|Päätösvuosi|Rahoitusvuosi",
        "År|Beslutsår|Beviljningsår",
        "Year|Year of decision",
    ),
    "source_state": ("Tila|Hankkeen tila|Toiminnan tila", "Status|Projektets status|Läge", "State|Status"),
    "decision": ("Päätös|Hallituksen päätös|Hakemuksen tila", "Beslut|Styrelsens beslut", "Decision"),
    "is_leader": (
        "Onko kyseessä Leader-hanke?|Onko Leader|Leader-hanke|Leader",
        "Är det ett Leader-projekt?|Är Leader|Leader-projekt",
        "Is it a Leader project?|Leader project",
    ),
    "is_theme": ("Teemahanke|Onko teemahanke", "Temaprojekt", "Theme project"),
    "parent_number": (
        "Teemahankkeen numero|Päähankkeen numero|Päähanke",
        "Temaprojektets nummer|Huvudprojektets nummer",
        "Theme project number|Parent project number",
    ),
    "is_person": (
        "Yksityishenkilö|Luonnollinen henkilö",
        "Privatperson|Fysisk person",
        "Natural person|Private person",
    ),
    "public_eur": (
        "Julkinen rahoitus yhteensä|Julkinen rahoitus|Julkinen tuki|Julkinen tuki yhteensä|Myönnetty julkinen tuki"
        "|Julkinen tuki EU, valtio ja kunnat|Leader-rahoitus|Leader-tuki|Julkinen",
        "Offentlig finansiering sammanlagt|Offentlig finansiering|Offentligt stöd|Leaderfinansiering"
        "|Leaderstöd|Offentlig",
        "Public funding|Public funding in all|Public support",
    ),
    "granted.public_eur": (
        "Myönnetty tuki|Myönnetty rahoitus|Myönnetty julkinen rahoitus|Tukipäätös",
        "Beviljat stöd|Beviljad finansiering|Beviljad offentlig finansiering",
        "Public funding granted|Granted|Granted funding",
    ),
    "planned.public_eur": (
        "Haettu tuki|Haettu rahoitus|Suunniteltu julkinen rahoitus",
        "Ansökt stöd|Planerad offentlig finansiering",
        "Public funding applied for|Planned public funding",
    ),
    "paid.public_eur": (
        "Maksettu tuki|Maksettu julkinen tuki|Toteutunut julkinen rahoitus",
        "Utbetalt stöd|Utbetalt offentligt stöd",
        "Public funding paid|Paid",
    ),
    "eu_eur": (
        "EU-rahoitus|EU-tuki|EU-osuus|EU|Maaseuturahasto",
        "EU-finansiering|EU-stöd|EU-andel|Landsbygdsfonden",
        "EU funding|EU share",
    ),
    "state_eur": (
        "Valtion rahoitus|Valtion tuki|Valtion osuus|Valtio",
        "Statlig finansiering|Statens andel|Staten|Stat",
        "State funding|National funding|State share",
    ),
    "municipal_eur": (
        "Kuntaraha|Kuntarahoitus|Kuntien rahoitus|Kunnan osuus|Kuntaosuus|Kuntien osuus",
        "Kommunal finansiering|Kommunernas andel|Kommunandel|Kommunpengar",
        "Municipal funding|Municipal share",
    ),
    "private_eur": (
        "Yksityinen rahoitus|Yksityisrahoitus|Yksityinen|Omarahoitus|Muu rahoitus yksityinen rah. ja talkootyö",
        "Privat finansiering|Egenfinansiering|Privat",
        "Private funding|Own funding",
    ),
    "total_eur": (
        "Kokonaiskustannukset|Kokonaiskustannus|Kokonaiskustannusarvio|Kokonaisbudjetti|Kokonaisrahoitus"
        "|Hankkeen budjetti|Kustannusarvio|Budjetti|Kokonaiskulut",
        "Totala kostnader|Totalkostnad|Totalkostnader|Totalbudget|Total finansiering|Projektets budget|Budget",
        "Total cost|Total costs|Total budget|Budget",
    ),
    "source_url": (
        "Verkkosivu|Verkko-osoite|Linkki|Osoite verkossa",
        "Webbplats|Webbadress|Länk",
        "Web address|Link|URL",
    ),
    "source_date": ("Päivitetty|Tiedon päiväys", "Uppdaterad", "Updated|Source date"),
}


def with_common(**own: tuple[str, str, str]) -> dict[str, tuple[str, str, str]]:
    """Return HEADERS with a layout's own headings before the common ones of the same field."""
    joined = dict(HEADERS)
    for name, headings in own.items():
        common = HEADERS.get(name, ("", "", ""))
        finnish, swedish, english = ("|".join(filter(None, pair)) for pair in zip(headings, common, strict=True))
        joined[name] = (finnish, swedish, english)
    return joined
