# SPDX-License-Identifier: Apache-2.0
"""Another tenant, which calls while the attack runs, and logs in during its second half."""
import asyncio, json, time
from .connection import Connection, get, post
from .target import PASSWORD

LIMIT = 30  # Seconds after which an answer counts as an error.
PAUSE, INTERVAL = 0.01, 0.02  # Seconds between two calls, and from one to the next.


class Measure:
    """The times of calls, in seconds, and of logins, and what went wrong.

    A caller who waits for an answer sends nothing meanwhile, so that a long wait would be one time among many. Calls that
    would have been sent in it count as well, with what was left of the wait when they were due."""

    def __init__(self):
        self.times, self.logins, self.errors = [], [], []

    def called(self, seconds):
        while seconds > 0:
            self.times.append(seconds)
            seconds -= INTERVAL

    @staticmethod
    def share(times, part):
        """The time that this part of the calls did not exceed."""
        ordered = sorted(times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("nan")


class Victim:
    """Calls on a connection that it keeps, and on a new one for each call."""

    def __init__(self, target):
        self.port, account = target.port, target.victim
        for number in range(20):
            account.must("tag.create", Tag=f"tag {number}")
        campaigns = [account.must("campaign.create", CampaignName=f"Campaign {number}")["CampaignID"] for number in range(60)]
        self.requests = [post(json.dumps({"APIKey": account.key, **call}).encode()) for call in (
            {"Command": "campaign.get", "CampaignID": campaigns[0]},
            {"Command": "tags.get"},
            {"Command": "campaign.update", "CampaignID": campaigns[1], "CampaignName": "Another name"},
            {"Command": "campaigns.get", "RecordsPerRequest": 20},
        )] + [get("/health")]
        self.login = post(json.dumps({"Command": "user.login", "Username": "victim", "Password": PASSWORD}).encode())

    def measure(self, seconds, first_login):
        """Calls for that long; logs in once a second from `first_login` on."""
        measure = Measure()
        asyncio.run(self.run(measure, time.monotonic() + seconds, seconds, first_login))
        return measure

    async def run(self, measure, until, seconds, first_login):
        await asyncio.gather(
            self.calls(measure, until, keeps=True), self.calls(measure, until, keeps=False),
            self.logs_in(measure, until, until - seconds + first_login))

    async def calls(self, measure, until, keeps):
        connection, number = Connection(self.port), 0
        while time.monotonic() < until:
            await self.ask(connection, self.requests[number % len(self.requests)], measure.called, measure.errors)
            number += 1
            if not keeps:
                connection.close()
            await asyncio.sleep(PAUSE)
        connection.close()

    async def logs_in(self, measure, until, start):
        await asyncio.sleep(max(0, start - time.monotonic()))
        while time.monotonic() < until:
            connection = Connection(self.port)
            await self.ask(connection, self.login, measure.logins.append, measure.errors)
            connection.close()
            await asyncio.sleep(1)

    async def ask(self, connection, request, count, errors):
        begin = time.monotonic()
        try:
            async with asyncio.timeout(LIMIT):
                reply = await connection.exchange(request)
            if not reply.done:
                errors.append(reply.told)
        except TimeoutError:
            errors.append("no answer")
            connection.close()
        except (OSError, EOFError, asyncio.LimitOverrunError):
            errors.append("connection lost")
        count(time.monotonic() - begin)
