"""One address of every kind of page, and what a person does with the form of an enquiry."""

FORM = "/fi/yhteydenotto/?municipality=kuhmoinen"

ADDRESSES = {
    "front": "/fi/",
    "front in Swedish": "/sv/",
    "front in English": "/en/",
    "municipalities": "/fi/kunnat/",
    "municipality": "/fi/kunnat/kuhmoinen/",
    "municipality of two groups": "/fi/kunnat/kurikka/",
    "municipality in no area": "/fi/kunnat/helsinki/",
    "municipality in Swedish": "/sv/kommuner/raasepori/",
    "municipality in English": "/en/municipalities/kuhmoinen/",
    "regions": "/fi/maakunnat/",
    "region": "/fi/maakunnat/pirkanmaa/",
    "region in Swedish": "/sv/landskap/pohjanmaa/",
    "services of a region": "/fi/maakunnat/pirkanmaa/palvelut/",
    "groups": "/fi/ryhmat/",
    "group": "/fi/ryhmat/leader-vesuri/",
    "group in Swedish": "/sv/grupper/aktion-osterbotten/",
    "group in English": "/en/groups/leader-vesuri/",
    "compare": "/fi/ryhmat/vertaa/",
    "compare three": "/fi/ryhmat/vertaa/?g=leader-vesuri&g=leader-liiveri&g=leader-emo",
    "services": "/fi/palvelut/",
    "service": "/fi/palvelut/osallistaminen/",
    "duties": "/fi/tehtavat/",
    "duty": "/fi/tehtavat/kotoutuminen/",
    "examples": "/fi/esimerkit/",
    "find": "/fi/etsi/",
    "find: empty": "/fi/etsi/?q=",
    "find: a choice": "/fi/etsi/?q=Kurikka",
    "find: outside": "/fi/etsi/?q=Helsinki",
    "find: unknown": "/fi/etsi/?q=Atlantis",
    "search": "/fi/haku/",
    "search: found": "/fi/haku/?q=kylä",
    "search: nothing": "/fi/haku/?q=qwertyx",
    "enquiry": FORM,
    "enquiry in English": "/en/enquiry/?region=pirkanmaa",
    "about": "/fi/tietoa/",
    "data and sources": "/fi/tietoa/tiedot/",
    "accessibility": "/fi/tietoa/saavutettavuus/",
    "privacy": "/fi/tietoa/tietosuoja/",
    "open data": "/fi/tietoa/avoin-data/",
    "projects": "/fi/hankkeet/",
    "projects: table, in Swedish": "/sv/projekt/?view=table&theme=youth",
    "projects: nothing": "/fi/hankkeet/?q=qwertyx&theme=food",
    "statistics on projects": "/fi/hankkeet/tilastot/",
    "municipalities like one": "/fi/kunnat/suomussalmi/samankaltaiset/?like=region",
    "not found": "/fi/kunnat/atlantis/",
}
# A form leads to these: see open_page.
PAGES = [*ADDRESSES, "enquiry with errors", "receipt"]


def fill_in(page):
    """Fill in the form of an enquiry on the page that shows it."""
    page.fill("[name=text]", "Voisiko ryhmä auttaa kyläilloissa?")
    page.fill("[name=name]", "Kunnan edustaja")
    page.fill("[name=email]", "edustaja@kunta.example")
    page.check("[name=consent]")


def send(page):
    """Send the enquiry on the page and return the response that follows."""
    return follow(page.locator("form.enquiry button"))


def follow(link):
    """Click on a link or a button and return the response of the page that it leads to.

    A click alone returns as soon as it is done: what is asked of the page then may still meet the old one.
    """
    with link.page.expect_navigation() as navigation:
        link.click()
    return navigation.value


def open_page(page, name):
    """Open a page by its name in PAGES, but for the receipt of an enquiry, and return its response."""
    if name == "enquiry with errors":
        page.goto(FORM)
        return send(page)
    return page.goto(ADDRESSES[name])
