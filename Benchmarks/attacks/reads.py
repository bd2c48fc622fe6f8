# SPDX-License-Identifier: Apache-2.0
"""Attacks on those who read the database."""
import asyncio, json
from .attack import Attack
from .connection import post

ROWS = 100_000


def heavy_campaigns(account):
    """Campaigns whose recipients are chosen by rules that look at every text of every subscriber: their ids."""
    fields = [{"FieldName": f"Text {number}"} for number in range(10)]
    listed = account.must("list.create", SubscriberListName="People", CustomFields=fields)["ListID"]
    for first in range(0, ROWS, 1000):
        account.must("subscribers.import", ListID=listed, Subscribers=[
            {"EmailAddress": f"p{number}@example.com", **{field["FieldName"]: f"{'ab' * 40} {number}" for field in fields}}
            for number in range(first, first + 1000)])
    made = []
    for turn in range(3):
        rules = [{"type": "fields", "field_id": fields[number % 10]["FieldName"], "operator": "does not contain",
                  "value": "ab" * 20 + f"b{turn} {number}"} for number in range(100)]
        bundle = json.dumps({"operator": "and", "criteria": [{"list_id": listed, "operator": "and", "rules": rules}]})
        made.append(account.must("campaign.create", CampaignName="Heavy")["CampaignID"])
        account.must("campaign.update", CampaignID=made[-1], RulesJsonBundle=bundle)
    return made


class HeavyRules(Attack):
    name = "heavy-rules"
    says = "campaign.recipients.get with 100 rules over 100,000 subscribers, over 6 connections"
    sources = ["127.0.1.1"] * 6

    def prepare(self, target):
        self.requests = [post(json.dumps({"Command": "campaign.recipients.get", "APIKey": target.attacker.key, "CampaignID": campaign,
                                          "OnlyTotal": True}).encode()) for campaign in heavy_campaigns(target.attacker)]

    async def act(self, worker):
        while worker.goes_on:
            await worker.ask(self.requests[worker.number % len(self.requests)])


class HangUps(HeavyRules):
    name = "hang-ups"
    says = "the same, with callers that hang up after 0.3 s and call again"

    async def act(self, worker):
        while worker.goes_on:
            try:
                async with asyncio.timeout(0.3):
                    await worker.ask(self.requests[worker.number % len(self.requests)])
            except TimeoutError:
                pass
            worker.connection.close()


class LongLists(Attack):
    name = "long-lists"
    says = "calls with 10,000 ids, each with another number of them, over 4 connections"
    sources = ["127.0.1.1"] * 4

    def prepare(self, target):
        self.key = target.attacker.key
        self.tag = target.attacker.must("tag.create", Tag="one")["TagID"]

    def requests(self, count):
        ids = ",".join(str(1_000_000_000 + number) for number in range(count))
        for call in ({"Command": "campaigns.get", "CampaignIDs": ids}, {"Command": "campaigns.get", "Tags": ids},
                     {"Command": "campaigns.get", "CampaignIDs": ids, "Tags": ids, "SearchKeyword": "x"},
                     {"Command": "campaigns.delete", "Campaigns": ids}, {"Command": "tags.delete", "Tags": ids},
                     {"Command": "tag.assigntocampaigns", "TagID": self.tag, "CampaignIDs": ids}):
            yield post(json.dumps({"APIKey": self.key, **call}).encode())

    async def act(self, worker):
        count = 10_000 - worker.number
        while worker.goes_on:
            for request in self.requests(count):
                await worker.ask(request)
            count = count - 4 if count > 5000 else 10_000 - worker.number


class Deadlines(HeavyRules):
    name = "deadlines"
    says = "batches of 100 campaign.recipients.get with 100 rules, over 2 connections"
    sources = ["127.0.1.1"] * 2
    seconds = 40
    longest = 31

    def prepare(self, target):
        campaigns = heavy_campaigns(target.attacker)
        self.requests = [post(json.dumps([
            {"jsonrpc": "2.0", "id": number, "method": "campaign.recipients.get",
             "params": {"CampaignID": campaigns[number % len(campaigns)], "OnlyTotal": True}} for number in range(100)
        ]).encode(), "/rpc", target.attacker.key)]
