# SPDX-License-Identifier: Apache-2.0
"""Attacks without credentials."""
import asyncio, json, random, time
from .attack import Attack
from .connection import get, post


def login(name, password):
    return post(json.dumps({"Command": "user.login", "Username": name, "Password": password}, ensure_ascii=False).encode())


class LoginText(Attack):
    name = "login-text"
    says = "user.login with names of 990 KB that are costly to normalize, over 2 connections"
    sources = ["127.0.1.1"] * 2
    texts = ["e\u0301", "\u0301", "a\u0315\u0300\u05ae", "\u1100\u1161\u11a8", "\u0344", "\ufb2c", "\U0001d160", "e"]

    async def act(self, worker):
        requests = [login((text * 990_000)[: 990_000 // len(text.encode()) * len(text)], "x") for text in self.texts]
        while worker.goes_on:
            for request in requests:
                await worker.ask(request)


class IdleSlots(Attack):
    name = "idle-slots"
    says = "1,200 idle kept-alive connections from one address"
    sources = ["127.0.1.1"] * 1200

    async def act(self, worker):
        while worker.goes_on:
            await worker.ask(get("/health"))
            await asyncio.sleep(5)


class IdleSlotsOfMany(IdleSlots):
    name = "idle-slots-of-many"
    says = "1,200 idle kept-alive connections from 60 addresses"
    sources = [f"127.0.1.{1 + number % 60}" for number in range(1200)]


class Guesses(Attack):
    name = "guesses-12"
    says = "wrong passwords from 12 addresses, 24 connections; the owner logs in throughout"
    sources = [f"127.0.1.{1 + number % 12}" for number in range(24)]
    hashes = True

    async def act(self, worker):
        chosen = random.Random(worker.number)
        while worker.goes_on:
            name = chosen.choice(["victim", "attacker", f"nobody {chosen.random()}"])
            reply = await worker.ask(login(name, f"a wrong password {chosen.random()}"))
            if reply is not None and reply.status == 429:
                await asyncio.sleep(0.02)


class GuessesOfOne(Guesses):
    name = "guesses-1"
    says = "wrong passwords from one address, 12 connections; the owner logs in throughout"
    sources = ["127.0.1.1"] * 12


class GuessesOfMany(Guesses):
    name = "guesses-100"
    says = "wrong passwords from 100 addresses; the owner logs in throughout"
    sources = [f"127.0.1.{1 + number}" for number in range(100)]


class Bodies(Attack):
    name = "bodies"
    says = "400 connections from 60 addresses that send all of a body of 1 MiB but its last byte"
    sources = [f"127.0.1.{1 + number % 60}" for number in range(400)]

    async def act(self, worker):
        request = login("victim", "x" * 1_000_000)
        while worker.goes_on:
            worker.tally.sent += 1
            try:
                await worker.connection.send(request[:-1])
                reply = await worker.connection.receive(time.monotonic())
                worker.tally.told[reply.told] += 1
            except (OSError, EOFError):
                worker.tally.told["connection closed"] += 1
            worker.connection.close()
            await asyncio.sleep(0.2)
