# SPDX-License-Identifier: Apache-2.0
"""The connections of an attack, in a process of their own."""
import asyncio, collections, multiprocessing, os, resource, time
from .connection import Connection, get

FORK = multiprocessing.get_context("fork")


class Worker:
    """One connection of the crowd. `number` counts from 0."""

    def __init__(self, port, number, source, until, tally):
        self.number, self.until, self.tally = number, until, tally
        self.connection = Connection(port, source)

    @property
    def goes_on(self):
        return time.monotonic() < self.until

    async def ask(self, request):
        """One request: its answer, or nil where the connection ended or could not be made. Counted either way."""
        self.tally.sent += 1
        begin = time.monotonic()
        try:
            reply = await self.connection.exchange(request)
        except asyncio.CancelledError:
            self.tally.told["none by the end"] += 1
            self.tally.longest = max(self.tally.longest, time.monotonic() - begin)
            raise
        except (OSError, EOFError, asyncio.LimitOverrunError):
            self.tally.told["connection closed"] += 1
            await asyncio.sleep(0.05)
            return None
        self.tally.told[reply.told] += 1
        self.tally.bytes += reply.size
        self.tally.longest = max(self.tally.longest, reply.seconds)
        return reply


class Tally:
    """What a crowd did and was told."""

    def __init__(self):
        self.sent, self.bytes, self.longest, self.told = 0, 0, 0.0, collections.Counter()


class Crowd:
    """Connections that act together for a time. `act` is called with each worker, and ends with it."""

    def __init__(self, port, sources, act):
        self.port, self.sources, self.act = port, sources, act

    def start(self, seconds):
        self.result, sender = FORK.Pipe(False)
        self.process = FORK.Process(target=self.work, args=(seconds, sender), daemon=True)
        self.process.start()
        sender.close()

    def finish(self):
        """The tally, once it is over."""
        tally = self.result.recv()
        self.process.join()
        return tally

    def work(self, seconds, sender):
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        tally = Tally()
        asyncio.run(self.run(time.monotonic() + seconds, tally))
        sender.send(tally)
        sender.close()
        os._exit(0)

    async def run(self, until, tally):
        tasks = [asyncio.ensure_future(self.act(Worker(self.port, number, source, until, tally)))
                 for number, source in enumerate(self.sources)]
        await asyncio.wait(tasks, timeout=until - time.monotonic())
        for task in tasks:
            task.cancel()
        for end in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(end, Exception):
                tally.told[f"a fault of the script: {end!r}"] += 1


def asks_health(rate, connections):
    """What the reference does: the same connections ask for /health, together so many times a second."""
    pause = connections / max(rate, 0.001)

    async def act(worker):
        begin = time.monotonic() + pause * worker.number / connections
        while worker.goes_on:
            await asyncio.sleep(max(0, begin - time.monotonic()))
            await worker.ask(get("/health"))
            begin = max(begin + pause, time.monotonic())
    return act
