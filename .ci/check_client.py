# SPDX-License-Identifier: Apache-2.0
"""Uses a generated client as a program would: creates a campaign, reads it, makes it ready and pauses it."""

import json
import os
import sys

from plain import AuthenticatedClient, models
from plain.api.audience import email_create, list_create, subscribers_import
from plain.api.campaigns import campaign_create, campaign_get, campaign_pause, campaign_update, campaigns_get

FOLDER, URL, KEY = sys.argv[1:]
CLIENT = AuthenticatedClient(base_url=URL, token=KEY, raise_on_unexpected_status=True)


def check(holds, text):
    if not holds:
        sys.exit(f"fault: {text}")


def endpoints(name):
    files = [file for _, _, files in os.walk(os.path.join(FOLDER, name, "api")) for file in files]
    return len([file for file in files if not file.startswith("__")])


def commands():
    with open(os.path.join(FOLDER, "plain.json"), encoding="utf-8") as file:
        return len(json.load(file)["paths"])


def done(call, body):
    reply = call.sync(client=CLIENT, body=body)
    check(reply is not None and reply.success is True, f"{call.__name__}: {reply}")
    return reply


def run():
    made = done(list_create, models.ListCreate(subscriber_list_name="Readers"))
    row = models.SubscribersImportSubscribersItem.from_dict({"EmailAddress": "ann@example.com"})
    done(subscribers_import, models.SubscribersImport(list_id=made.list_id, subscribers=[row]))
    email = done(
        email_create,
        models.EmailCreate(email_name="Spring", from_email="news@example.com", subject="Spring", plain_content="Hello"),
    )
    created = done(campaign_create, models.CampaignCreate(campaign_name="Spring"))
    draft = done(campaign_get, models.CampaignGet(campaign_id=created.campaign_id)).campaign
    check(draft.campaign_status == "Draft" and draft.send_date == "", f"a draft is {draft}")
    update = models.CampaignUpdate(
        campaign_id=created.campaign_id,
        campaign_status=models.CampaignUpdateCampaignStatus.READY,
        rel_email_id=email.email_id,
        schedule_type=models.CampaignUpdateScheduleType.IMMEDIATE,
        recipient_lists_and_segments=str(made.list_id),
    )
    done(campaign_update, update)
    ready = done(campaign_get, models.CampaignGet(campaign_id=created.campaign_id)).campaign
    check(ready.campaign_status == "Ready" and ready.rel_email_id == email.email_id, f"a ready one is {ready}")
    done(campaign_pause, models.CampaignPause(campaign_id=created.campaign_id))
    listed = done(campaigns_get, models.CampaignsGet(campaign_i_ds=[created.campaign_id], order_type=models.CampaignsGetOrderType.ASC))
    check([one.campaign_status for one in listed.campaigns] == ["Paused"], f"the list is {listed}")
    again = campaign_pause.sync(client=CLIENT, body=models.CampaignPause(campaign_id=created.campaign_id))
    check(isinstance(again, models.Refusal) and again.error_code == 3, f"a second pause is answered {again}")


if __name__ == "__main__":
    count = commands()
    check(count >= 30, f"{count} commands are few")
    check(endpoints("plain") == count, f"the document for JSON bodies has {count} commands, and the client {endpoints('plain')}")
    check(endpoints("full") >= count, f"of the full document {endpoints('full')} endpoints were made, of {count} commands")
    run()
    print(f"openapi-python-client: {count} endpoints of each document; a campaign was created, read, made ready and paused.")
