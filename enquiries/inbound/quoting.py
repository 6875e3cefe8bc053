"""What a person has written in a reply, without what the mail program has put around it.

No kept library knows the words of Finnish mail programs. When in doubt a line stays: quoted too much is a nuisance,
left out is a loss.
"""

import re

# "On 3 May 2026, Maija wrote:" stands before a quotation; a program may have broken it into two or three lines.
_INTRODUCES = re.compile(r"\b(?:wrote|kirjoitti|skrev|schrieb|a écrit)\b[^\n]{0,120}:\s*$", re.IGNORECASE)
_INTRODUCTION_LINES = 3
_DATED = re.compile(r"@|\d{1,2}[.:]\d{2}|\d{4}")
# Outlook puts the former mail below a line, or straight below its own heading.
_RULE = re.compile(
    r"^\s*-{2,}\s*(?:original message|alkuperäinen viesti|ursprungligt meddelande)\s*-{2,}\s*$", re.IGNORECASE
)
_FROM = re.compile(r"^[\s*]*(?:from|lähettäjä|från)[\s*]*:", re.IGNORECASE)
_SENT = re.compile(r"^[\s*]*(?:sent|date|lähetetty|päivämäärä|pvm|skickat|datum)[\s*]*:", re.IGNORECASE)
_HEADING_LINES = 4
_DEVICE = re.compile(
    r"^\s*(?:sent from (?:my|outlook)|lähetetty (?:\w+ )?(?:puhelimesta|iphonesta|ipadista|laitteesta|android|outlook)|"
    r"hanki outlook|get outlook|skickat från (?:min|outlook)|hämta outlook)\b.{0,80}$",
    re.IGNORECASE,
)


def own_words(text: str) -> str:
    """Return the text of a reply without quotation and signature; "" when nothing else is in it.

    text: with "\\n" between lines.
    """
    lines = _without_former_mail(text.split("\n"))
    lines = _without_quotations(lines)
    for number, line in enumerate(lines):
        if line.rstrip(" ") == "--":  # the one mark of a signature that mail programs agree on
            lines = lines[:number]
            break
    while lines and (not lines[-1].strip() or _DEVICE.match(lines[-1])):
        lines.pop()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_former_mail(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        after = [other for other in lines[number + 1 :] if other.strip()][:_HEADING_LINES]
        if _RULE.match(line) or (_FROM.match(line) and any(map(_SENT.match, after))):
            above = lines[:number]
            while above and not above[-1].strip(" _"):  # Outlook on the web draws a line
                above.pop()
            return above
    return lines


def _without_quotations(lines: list[str]) -> list[str]:
    """Drop lines that begin with ">", and the words that introduce them. Answers between them stay."""
    own: list[str] = []
    last_quoted = max((number for number, line in enumerate(lines) if line.startswith(">")), default=-1)
    for number, line in enumerate(lines):
        if line.startswith(">"):
            del own[_before_introduction(own) :]
            continue
        own.append(line)
        start = _before_introduction(own)
        is_last = number > last_quoted
        # Quoted without a mark: nobody can tell where it ends. A date or an address shows that a program wrote this.
        if line.strip() and start < len(own) and is_last and _DATED.search(" ".join(own[start:])):
            return own[:start]
    return own


def _before_introduction(lines: list[str]) -> int:
    """Return how many of the lines stand before an introduction that ends them; all when none does."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    if not end or not _INTRODUCES.search(lines[end - 1]):
        return len(lines)
    start = end - 1
    while start and lines[start - 1].strip() and end - start <= _INTRODUCTION_LINES:
        start -= 1
    # With a longer paragraph above it, only the last line is the introduction.
    return start if end - start <= _INTRODUCTION_LINES else end - 1
