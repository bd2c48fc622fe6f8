# SPDX-License-Identifier: Apache-2.0
"""Attacks on the one writer, and on the disk."""
import json
from .attack import Attack
from .connection import post
from .replies import campaign_with_full_texts


class ManyLists(Attack):
    name = "many-lists"
    says = "events.record with unsubscriptions from as many lists as can be made (100,000 at most), over 2 connections"
    sources = ["127.0.1.1"] * 2

    def prepare(self, target):
        self.key = target.attacker.key
        self.campaign = target.attacker.must("campaign.create", CampaignName="Sent")["CampaignID"]
        lists, refusal = target.attacker.repeat("list.create", {"SubscriberListName": "One of many"}, 100_000)
        return f"{lists:,} lists" + (f", then {refusal.get('message', refusal)}" if refusal else "")

    def request(self, name):
        return post(json.dumps({"Command": "events.record", "APIKey": self.key, "Events": [
            {"EventID": f"{name} {number}", "CampaignID": self.campaign, "EventType": "Unsubscription",
             "EmailAddress": f"{name}.{number}@example.com", "EventTime": "2026-01-01 10:00:00"} for number in range(1000)]}).encode())

    async def act(self, worker):
        turn = 0
        while worker.goes_on:
            await worker.ask(self.request(f"w{worker.number}t{turn}"))
            turn += 1


class Imports(Attack):
    name = "imports"
    says = "subscribers.import, 1,000 rows each, over 40 connections"
    sources = [f"127.0.1.{1 + number % 4}" for number in range(40)]

    def prepare(self, target):
        listed = target.attacker.must("list.create", SubscriberListName="People")["ListID"]
        self.requests = [post(json.dumps({"Command": "subscribers.import", "APIKey": target.attacker.key, "ListID": listed, "Subscribers": [
            {"EmailAddress": f"p{turn * 1000 + number}@example.com", "FirstName": "Given", "LastName": f"Name {number}"}
            for number in range(1000)]}).encode()) for turn in range(60)]

    async def act(self, worker):
        turn = worker.number
        while worker.goes_on:
            await worker.ask(self.requests[turn % len(self.requests)])
            turn += 7


class Copies(Attack):
    name = "copies"
    says = "batches of 100 campaign.copy of a campaign with full texts, over 4 connections"
    sources = ["127.0.1.1"] * 4

    def prepare(self, target):
        campaign = campaign_with_full_texts(target.attacker)
        self.request = post(json.dumps([
            {"jsonrpc": "2.0", "id": number, "method": "campaign.copy", "params": {"CampaignID": campaign}} for number in range(100)
        ]).encode(), "/rpc", target.attacker.key)

    async def act(self, worker):
        while worker.goes_on:
            await worker.ask(self.request)


class Removals(Attack):
    name = "removals"
    says = "lists of 1,000 subscribers with tags are imported and deleted, over 8 connections"
    sources = ["127.0.1.1"] * 8

    def prepare(self, target):
        self.key = target.attacker.key

    def call(self, command, **parameters):
        return post(json.dumps({"Command": command, "APIKey": self.key, **parameters}).encode())

    async def act(self, worker):
        turn = 0
        while worker.goes_on:
            made = await worker.ask(self.call("list.create", SubscriberListName=f"List {worker.number} {turn}"))
            if made is None or not made.done:
                continue
            listed = json.loads(made.beginning)["ListID"]
            await worker.ask(self.call("subscribers.import", ListID=listed, Subscribers=[
                {"EmailAddress": f"w{worker.number}t{turn}p{number}@example.com"} for number in range(1000)]))
            await worker.ask(self.call("lists.delete", Lists=str(listed)))
            turn += 1
