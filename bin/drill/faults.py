"""What breaks during the drill, and when."""

import asyncio
import time


class Faults:
    """Kills processes while people write; knows how often, and when the last one was back."""

    def __init__(self, web, mail_workers, mail_server, postgres):
        self.web, self.mail_workers, self.mail_server, self.postgres = web, mail_workers, mail_server, postgres
        self.last_back = 0.0  # time.time()
        self.counts = {"web workers": 0, "mail workers": 0, "mail server": 0, "PostgreSQL": 0}

    async def happen(self, seconds, plan):
        """Let everything happen within some seconds (outages may last longer).

        plan: dict of what is killed (a key of counts) → list of the seconds for which each time it stays away.
        """
        await asyncio.gather(*(self._one_after_the_other(what, outages, seconds) for what, outages in plan.items()))

    async def _one_after_the_other(self, what, outages, seconds):
        begun = time.monotonic()
        for number, away_seconds in enumerate(outages):
            at = begun + seconds * (number + 0.5) / len(outages)
            await asyncio.sleep(max(0, at - time.monotonic()))
            await self._break(what, away_seconds, number)

    async def _break(self, what, away_seconds, number):
        if what == "web workers":
            await asyncio.to_thread(self.web.kill)  # gunicorn starts another
        else:
            worker = self.mail_workers[number % len(self.mail_workers)]
            process = {"mail workers": worker, "mail server": self.mail_server, "PostgreSQL": self.postgres}[what]
            await asyncio.to_thread(process.kill)
            await asyncio.sleep(away_seconds)
            await asyncio.to_thread(process.start)
        self.counts[what] += 1
        self.last_back = time.time()
