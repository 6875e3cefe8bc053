"""People who write: each sends an enquiry again, with the same form, until the receipt comes."""

import asyncio
import random
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlencode

ANSWER_SECONDS = 20  # how long somebody looks at a page that doesn't come
PAUSE_SECONDS = 2  # before the next try
IN_FLIGHT = 60
ACKNOWLEDGED, UNAVAILABLE, CUT_OFF = 302, 503, 0
COOKIE = secrets.token_hex(16)  # as long as Django's own; anyone's will do, as long as cookie and form agree

WHO = """
    Kyläyhdistyksemme|Kunnan nuorisotoimi|Vanhempainyhdistys|Kotiseutumuseon väki|Joukko mökkiläisiä|Uimaseura
    Paikallinen leipomo|Maatalousnaiset|Koulun johtokunta|Metsästysseura|Kirjaston väki|Kuoro|Vapaapalokunta
    Kaksi nuorta|Rannan kalastajat|Kyläkaupan isäntä|Eläkeläisten kerho|Työpaja|Teatteriporukka|Lähiruokarengas
"""
DOES = """
    suunnittelee|haluaisi kokeilla|on aloittamassa|kaipaa kumppania, kun tekee|tarvitsee neuvoa, jotta syntyisi|miettii
    sai luvan|kerää rahaa ja rakentaa|haluaa pelastaa|aikoo uudistaa|etsii tekijöitä tälle|ehdottaa
"""
WHAT = """
    uimarannan laituria|kyläbussia|pienpanimoa vanhaan meijeriin|esteetöntä luontopolkua|lastenleiriä|digiopastusta
    talviuintipaikkaa|yhteistä hakelämpöä|kesäteatterin katsomoa|venevalkamaa|frisbeegolfrataa|maahanmuuttajien iltoja
    perinneruokien kirjaa|lintutornia|pyörän huoltopistettä|kylätalon keittiötä|mopopajaa|hiihtolatuja|torille katosta
    valokuvanäyttelyä|museoaitan kattoa|kumppanuuspöytää|etätyöhuonetta|kyläsuunnitelmaa
"""
WHERE = """
    kirkonkylän laidalle|joen varteen|entiselle asemalle|koulun pihaan|harjun yli|saaristoon|rajan molemmin puolin
    naapurikunnan kanssa|vanhalle tehtaalle|kaukaisimpaan kylään|järven ympäri|keskustan tyhjiin tiloihin
"""
WHEN = """
    ensi keväänä|ennen joulua|kun jäät lähtevät|vaalien jälkeen|kahden vuoden kuluessa|heti|syyslomalla
    ensi vuosikymmenellä|heinäkuun alussa|kunhan talkooväkeä on|samaan aikaan kuin tie korjataan|jo tällä viikolla
"""
PARTS = [part.strip().replace("\n", "|").split("|") for part in (WHO, DOES, WHAT, WHERE, WHEN)]
PARTS = [[words.strip() for words in part] for part in PARTS]


@dataclass
class Sender:
    """One enquiry of one person, and what the portal said to it."""

    number: int
    path: str
    fields: dict
    answers: list = field(default_factory=list)  # status of each try, CUT_OFF where none came
    receipts: list = field(default_factory=list)  # addresses

    @property
    def network_address(self):
        return f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}"


def written(number, path, place, token):
    """Return a Sender with a text like no other's. place: value of the form. token: of a form that was handed out."""
    chance = random.Random(number)
    text = " ".join(" ".join(chance.choice(words) for words in PARTS) + "." for _sentence in range(4))
    fields = {
        "place": place,
        "text": text,
        "name": f"Kirjoittaja {number}",
        "organisation": "",
        "email": f"kirjoittaja{number}@kunta.example",
        "phone": "",
        "consent": "on",
        "homepage": "",
        "token": token,
        "csrfmiddlewaretoken": COOKIE,
    }
    return Sender(number, path, fields)


async def send_all(port, senders, per_second):
    """Let senders begin one after the other, per_second of them each second; return when all have their receipt."""
    room = asyncio.Semaphore(IN_FLIGHT)
    started = asyncio.get_running_loop().time()
    tasks = []
    for number, sender in enumerate(senders):
        await asyncio.sleep(max(0, started + number / per_second - asyncio.get_running_loop().time()))
        tasks.append(asyncio.create_task(_send_until_acknowledged(port, sender, room)))
    await asyncio.gather(*tasks)


async def send_together(port, senders, times):
    """Send each enquiry `times` at the same moment, with one form: somebody who clicks and clicks."""
    room = asyncio.Semaphore(times)
    for sender in senders:
        await asyncio.gather(*(_send_until_acknowledged(port, sender, room) for _time in range(times)))


async def _send_until_acknowledged(port, sender, room):
    while True:
        async with room:
            try:
                status, location = await asyncio.wait_for(_post(port, sender), ANSWER_SECONDS)
            except (OSError, EOFError, TimeoutError, ValueError):  # cut off anywhere, even within the first line
                status, location = CUT_OFF, ""
        sender.answers.append(status)
        if status == ACKNOWLEDGED:
            sender.receipts.append(location)
        if status not in (CUT_OFF, UNAVAILABLE):
            return
        await asyncio.sleep(PAUSE_SECONDS)


async def _post(port, sender):
    """Post the form; return (status of the answer, its Location)."""
    body = urlencode(sender.fields).encode()
    head = [
        f"POST {sender.path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Cookie: csrftoken={COOKIE}",
        f"X-Real-IP: {sender.network_address}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write("\r\n".join([*head, "", ""]).encode() + body)
        await writer.drain()
        answer = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    finally:
        writer.close()
    headers = dict(line.split(": ", 1) for line in answer[1:] if ": " in line)
    return int(answer[0].split()[1]), headers.get("Location", "")
