# SPDX-License-Identifier: Apache-2.0
"""What an attack is, and one run of it beside its reference."""
import time
from .crowd import Crowd, asks_health
from .target import Target
from .victim import Victim

HASHES = 2 * 128  # MiB of password hashes that are made at once.
MOST = 300 * 1e6 / 2**20  # MiB


class Attack:
    """An attack. A kind of it has a name, a line that says what it does, and the addresses its connections come from."""

    name, says, flags = "", "", ()
    sources = ["127.0.1.1"]
    seconds = None     # How long, where the time given is too short for it.
    hashes = False     # Whether the attack itself makes the server hash passwords.
    longest = None     # Seconds that an answer to the attacker may take.

    def prepare(self, target):
        """Makes what the attack needs; may say in words what came of it."""

    async def act(self, worker):
        """What each connection does until `worker.goes_on` is false."""
        raise NotImplementedError


class Finding:
    """What one attack did."""

    def __init__(self, attack, seconds):
        self.attack, self.seconds, self.note, self.ended = attack, seconds, "", False

    def lines(self):
        """The verdicts: (what, whether it holds)."""
        share, other = self.attacked.share(self.attacked.times, 0.99), self.reference.share(self.reference.times, 0.99)
        logins = max(self.attacked.logins, default=0)
        limit = MOST + (HASHES if self.attack.hashes else 0)
        checks = [
            ("p99", share < 0.1 or share < 2 * other), ("logins", logins < 5), ("errors", not self.attacked.errors),
            ("memory", self.calm is not None and self.calm <= limit and self.peak is not None and self.peak <= MOST + HASHES),
            ("server ended", not self.ended)]
        if self.attack.longest:
            checks.append(("deadline", self.tally.longest <= self.attack.longest))
        return checks

    @property
    def verdict(self):
        failed = [what for what, holds in self.lines() if not holds]
        return "ok" if not failed else "short: " + ", ".join(failed)


def run(attack, executable, seconds):
    """Runs an attack, then on another server the same connections asking for /health at the rate that it had."""
    finding = Finding(attack, attack.seconds or seconds)
    target = Target(executable, attack.flags)
    try:
        victim = Victim(target)
        finding.note = attack.prepare(target) or ""
        settle(target)
        crowd = Crowd(target.port, attack.sources, attack.act)
        finding.before = target.peak() and target.server.memory()
        finding.attacked, finding.tally, finding.calm, finding.peak = together(target, victim, crowd, finding.seconds)
        finding.ended, finding.disk = not target.runs, target.disk()
    finally:
        target.stop()
    finding.reference = reference(attack, executable, finding.tally.sent / finding.seconds, min(finding.seconds, seconds))
    return finding


def reference(attack, executable, rate, seconds):
    """What the victim measures while the attack's connections ask for /health, so many times a second."""
    target = Target(executable, attack.flags)
    try:
        victim = Victim(target)
        settle(target)
        health = Crowd(target.port, attack.sources, asks_health(rate, len(attack.sources)))
        return together(target, victim, health, seconds)[0]
    finally:
        target.stop()


def together(target, victim, crowd, seconds):
    """The victim's measure, the crowd's tally, and the most memory before and after logins began."""
    crowd.start(seconds + 1)
    time.sleep(1)
    measure = victim.measure(seconds / 2, first_login=seconds)
    calm = target.peak()
    second = victim.measure(seconds / 2, first_login=0)
    tally = crowd.finish()
    measure.times += second.times
    measure.logins += second.logins
    measure.errors += second.errors
    return measure, tally, calm, target.peak()


def settle(target):
    """Waits until the server answers at once again, for half a minute at most."""
    until = time.monotonic() + 30
    while target.runs and time.monotonic() < until:
        begin = time.monotonic()
        try:
            target.victim.call("tags.get")
            if time.monotonic() - begin < 0.05:
                return
        except OSError:
            pass
        time.sleep(0.2)
