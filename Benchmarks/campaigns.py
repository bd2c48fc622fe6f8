#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The application at scale, against the shipped executable: a million campaigns in a thousand accounts, a million
subscribers with ten fields, ten million events. Beside it, the same on a small database, and the same SQL in sqlite3's own
shell on the same file. Campaigns and events are put into the server's tables by SQL; subscribers come in as a customer's do.

usage: campaigns.py BINARIES [CAMPAIGNS SUBSCRIBERS EVENTS]"""
import csv, http.client, json, os, random, re, sqlite3, statistics, subprocess, sys, time
from server import Server, figure

binaries = sys.argv[1]
CAMPAIGNS, SUBSCRIBERS, EVENTS = [int(number) for number in sys.argv[2:5]] or (1_000_000, 1_000_000, 10_000_000)
OWN = 1000
STATES = ["Draft", "Ready", "Sending", "Paused", "Pending Approval", "Sent", "Failed"]
MANIFEST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "commands.yaml")


def start(port):
    return Server(
        [f"{binaries}/command-router", "serve", "--demo-account", "--port", str(port), "--manifest", MANIFEST, "--database",
         "sqlite:FOLDER/router.sqlite"], port)


def fill(server, statements):
    """Runs SQL on a server's file, in one transaction."""
    database = sqlite3.connect(os.path.join(server.folder, "router.sqlite"), isolation_level=None, timeout=60)
    database.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY; BEGIN;")
    for statement in statements:
        database.execute(statement)
    database.execute("COMMIT")
    database.executescript("PRAGMA wal_checkpoint(TRUNCATE);")
    database.close()


def numbers(count):
    return f"WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1})"


def campaigns(count, accounts):
    """Campaigns of account 1 to `accounts` in turns, so that those of one account are nowhere beside each other."""
    states = " ".join(f"WHEN {number} THEN '{state}'" for number, state in enumerate(STATES))
    return f"""INSERT INTO campaigns (owner_id, name, name_folded, status, schedule_type, created_at, last_activity_at,
        send_date, send_time, send_time_zone, started_at, finished_at)
        {numbers(count)} SELECT i % {accounts} + 1, 'Campaign ' || i, 'campaign ' || i,
        CASE (i / {accounts}) % 7 {states} END, 'Future', 1700000000000 + i, 1700000000000 + i,
        date('2024-01-01', '+' || ((i / {accounts}) * 37 % 700) || ' days'), '10:00:00', 'UTC',
        1700000000000 + (i / {accounts}) * 3600000, 1700000000000 + (i / {accounts}) * 3600000 FROM n"""


class Caller:
    """One connection that is kept."""

    def __init__(self, server):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        self.key = server.key("APIKey")

    def bytes(self, command, **parameters):
        body = json.dumps({"Command": command, "APIKey": self.key, **parameters})
        self.connection.request("POST", "/api.php", body, {"Content-Type": "application/json"})
        return self.connection.getresponse().read()

    def call(self, command, **parameters):
        reply = json.loads(self.bytes(command, **parameters))
        if reply.get("Success") is not True:
            raise SystemExit(f"{command} was refused: {reply}")
        return reply

    def median(self, rounds, command, **parameters):
        """Seconds of one call, warm."""
        times = []
        for number in range(rounds + 3):
            begin = time.perf_counter()
            self.bytes(command, **parameters)
            times.append(time.perf_counter() - begin)
        return statistics.median(times[3:])


def shell(server, sql, rounds):
    """Seconds of a statement in sqlite3's shell, warm, the median."""
    script = ".output /dev/null\n" + f"{sql};\n" * 2 + ".timer on\n" + f"{sql};\n" * rounds
    text = subprocess.run(["sqlite3", os.path.join(server.folder, "router.sqlite")], input=script.encode(), capture_output=True).stdout
    times = [float(seconds) for seconds in re.findall(rb"Run Time: real ([0-9.]+)", text)]
    if not times:  # The timer goes where the output goes in some versions.
        script = ".timer on\n" + f"{sql};\n" * (rounds + 2)
        text = subprocess.run(["sqlite3", os.path.join(server.folder, "router.sqlite")], input=script.encode(), capture_output=True).stdout
        times = [float(seconds) for seconds in re.findall(rb"Run Time: real ([0-9.]+)", text)][2:]
    return statistics.median(times)


def quick(server, sql):
    """The same for a statement that is quicker than the shell's timer tells: what a thousand more of it take."""
    def run(times):
        script = (".output /dev/null\n" + f"{sql};\n" * times).encode()
        begin = time.perf_counter()
        subprocess.run(["sqlite3", os.path.join(server.folder, "router.sqlite")], input=script, check=True)
        return time.perf_counter() - begin
    return statistics.median((run(1100) - run(100)) / 1000 for _ in range(5))


def show(name, ours, reference, limit, absolute=None):
    ratio = ours / reference
    good = ratio <= limit and (absolute is None or ours <= absolute)
    target = f"<= {limit}" + (f", <= {absolute * 1000:.0f} ms" if absolute else "")
    figure(name, f"{ours * 1000:.2f} ms", f"{reference * 1000:.2f} ms", f"{ratio:.2f} x the time", target, "ok" if good else "short")


def beside(name, ours, reference):
    """A line without a target: what HTTP, JSON and the gates add to the statements themselves."""
    figure(name, f"{ours * 1000:.2f} ms", f"{reference * 1000:.2f} ms", f"{ours / reference:.1f} x the time", "-", "-")


def peak(server):
    """The most memory that the server has had since the last call of this, in MiB."""
    with open(f"/proc/{server.process.pid}/status") as file:
        most = next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024
    with open(f"/proc/{server.process.pid}/clear_refs", "w") as file:
        file.write("5")
    return most


def measure_campaigns(large, small):
    fill(large, [campaigns(CAMPAIGNS, max(1, CAMPAIGNS // OWN))])
    fill(small, [campaigns(OWN, 1)])
    page = dict(CampaignStatus="Sent", OrderField="SendDate", OrderType="DESC", RecordsPerRequest=50, RecordsFrom=0)
    one, other = Caller(large), Caller(small)
    if len(one.call("campaigns.get", **page)["Campaigns"]) != 50 or len(other.call("campaigns.get", **page)["Campaigns"]) != 50:
        raise SystemExit("There are not fifty")
    accounts = max(1, CAMPAIGNS // OWN)
    ours = one.median(200, "campaigns.get", **page)
    show(f"campaigns.get, 50 of {CAMPAIGNS:,} campaigns in {accounts:,} accounts / in one account of {OWN:,}",
         ours, other.median(200, "campaigns.get", **page), 3)
    chosen = "FROM campaigns WHERE owner_id = 1 AND status = 'Sent' AND original_campaign_id IS NULL"
    beside("– over HTTP, with counts, as JSON / page and count in sqlite3's shell", ours,
           quick(large, f"SELECT * {chosen} ORDER BY send_date DESC LIMIT 50") + quick(large, f"SELECT COUNT(*) {chosen}"))
    plain = dict(RetrieveStatistics=False, RetrieveRecipientDomains=False)
    show("campaign.get without statistics, the same / the same",
         one.median(300, "campaign.get", CampaignID=500 * accounts + 1, **plain), other.median(300, "campaign.get", CampaignID=501, **plain), 3)


def measure_subscribers(server):
    caller, random_ = Caller(server), random.Random(1)
    texts, numbers_ = ["City", "Plan", "Source", "Note", "Phone"], ["Age", "Orders", "Spent", "Visits", "Score"]
    fields = [{"FieldName": name, "FieldType": kind} for names, kind in ((texts, "Text"), (numbers_, "Number")) for name in names]
    made = caller.call("list.create", SubscriberListName="A million", CustomFields=fields)["ListID"]
    path = os.path.join(server.folder, "people.csv")
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["EmailAddress", "FirstName", "LastName"] + texts + numbers_)
        for number in range(SUBSCRIBERS):
            writer.writerow([
                f"person{number}@{random_.choice(['example.com', 'example.org', 'mail.example'])}", "Given", f"Name {number % 5000}",
                random_.choice(["Lyon", "Paris", "Nantes", "Lille", "Nice"]), random_.choice(["free", "paid"]), "shop", f"note {number}",
                f"+33 {number:09d}", random_.randrange(0, 100), random_.randrange(0, 50), random_.randrange(0, 9000) / 10,
                random_.randrange(0, 300), random_.randrange(0, 1000)])
    begin = time.perf_counter()
    done = subprocess.run(
        [f"{binaries}/command-router", "import", "subscribers", path, "--list", str(made), "--json", "--url", f"http://127.0.0.1:{server.port}"],
        env={**os.environ, "COMMAND_ROUTER_API_KEY": caller.key}, capture_output=True)
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        raise SystemExit(f"The import failed: {done.stdout.decode()} {done.stderr.decode()}")
    rate = SUBSCRIBERS / seconds
    figure(f"import of {SUBSCRIBERS:,} subscribers with ten fields, over HTTP", f"{rate:,.0f} rows/s", "-", "-", ">= 20,000 rows/s",
           "ok" if rate >= 20_000 else "short")

    rules = [{"type": "fields", "field_id": "City", "operator": "is", "value": "Lyon"},
             {"type": "fields", "field_id": "Age", "operator": "is greater than or equal to", "value": "50"}]
    bundle = json.dumps({"operator": "and", "criteria": [{"list_id": made, "operator": "and", "rules": rules}]})
    campaign = caller.call("campaign.create", CampaignName="To one in ten")["CampaignID"]
    caller.call("campaign.update", CampaignID=campaign, RulesJsonBundle=bundle)
    total = caller.call("campaign.recipients.get", CampaignID=campaign, OnlyTotal=True)["TotalRecipients"]
    sql = f"""SELECT COUNT(*) FROM subscribers s WHERE s.list_id = {made} AND COALESCE(s.folded1, s.text1, '') = 'lyon'
        AND s.number1 IS NOT NULL AND s.number1 >= 50.0 AND s.is_subscribed = 1 AND NOT EXISTS (SELECT 1 FROM suppressions b
        WHERE b.owner_id = 1 AND b.address_folded = s.address_folded)"""
    database = sqlite3.connect(os.path.join(server.folder, "router.sqlite"))
    if database.execute(sql).fetchone()[0] != total:
        raise SystemExit("The shell counts others")
    database.close()
    show(f"campaign.recipients.get, OnlyTotal: {total:,} of {SUBSCRIBERS:,} by two criteria / sqlite3's shell",
         caller.median(15, "campaign.recipients.get", CampaignID=campaign, OnlyTotal=True), shell(server, sql, 15), 1.5, 1)
    peak(server)
    before = server.memory()
    reply = caller.bytes("campaign.recipients.get", CampaignID=campaign)
    most = peak(server)
    seconds = caller.median(15, "campaign.recipients.get", CampaignID=campaign)
    figure(f"all {total:,} recipients in one reply", f"{seconds * 1000:.0f} ms", f"{len(reply) / 1e6:.1f} MB",
           f"at most {most - before:.0f} MiB more", "-", "-")


def measure_events(server):
    caller = Caller(server)
    campaign = caller.call("campaign.create", CampaignName="Much read")["CampaignID"]
    caller.call("campaign.update", CampaignID=campaign, CampaignStatus="Sent")
    begin, count = time.perf_counter(), min(EVENTS, 100_000)
    for first in range(0, count, 1000):
        caller.call("events.record", Events=[
            {"EventID": f"r{number}", "CampaignID": campaign, "EventType": ["Sent", "Open", "Click"][number % 3],
             "EmailAddress": f"person{number // 3}@example.com", "EventTime": "2026-01-01 10:00:00"} for number in range(first, first + 1000)])
    rate = count / (time.perf_counter() - begin)
    figure(f"events.record, {count:,} in batches of 1,000, over HTTP", f"{rate:,.0f} events/s", "-", "-", "-", "-")
    rest = EVENTS - count
    kind = "CASE i % 4 WHEN 0 THEN 'Sent' WHEN 1 THEN 'Open' WHEN 2 THEN 'Click' ELSE 'Open' END"
    person = f"'someone' || (i / 4) || '@' || (i / 4 % 500) || '.example'"
    fill(server, [
        f"""INSERT INTO events SELECT 1, printf('e%010d', i), {campaign}, {kind}, {person}, 1700000000000 + i * 700 FROM
            ({numbers(rest)} SELECT i FROM n)""",
        f"""INSERT OR IGNORE INTO campaign_firsts SELECT campaign_id, kind, address_folded FROM events
            WHERE campaign_id = {campaign} AND event_id >= 'e' AND event_id < 'f'""",
        f"DELETE FROM campaign_totals WHERE campaign_id = {campaign}", f"DELETE FROM campaign_days WHERE campaign_id = {campaign}",
        f"DELETE FROM campaign_domains WHERE campaign_id = {campaign}",
        f"""INSERT INTO campaign_totals SELECT {campaign}, kind, COUNT(*), COUNT(DISTINCT address_folded) FROM events
            WHERE campaign_id = {campaign} GROUP BY kind""",
        f"""INSERT INTO campaign_days SELECT {campaign}, kind, date(occurred_at / 1000, 'unixepoch'), COUNT(*) FROM events
            WHERE campaign_id = {campaign} GROUP BY 2, 3""",
        f"""INSERT INTO campaign_domains SELECT {campaign}, substr(address_folded, instr(address_folded, '@') + 1), COUNT(*) FROM events
            WHERE campaign_id = {campaign} AND kind = 'Sent' GROUP BY 2"""])
    caller = Caller(server)  # The other connection was idle for too long.
    reply = caller.call("campaign.get", CampaignID=campaign, RetrieveStatistics=True)["Campaign"]
    if reply["TotalSent"] + reply["TotalOpens"] + reply["TotalClicks"] != EVENTS:
        raise SystemExit("The counts are others")
    size = os.path.getsize(os.path.join(server.folder, "router.sqlite")) / 1e9
    ours = caller.median(50, "campaign.get", CampaignID=campaign, RetrieveStatistics=True)
    figure(f"campaign.get with statistics, {EVENTS:,} events of one campaign ({size:.1f} GB)", f"{ours * 1000:.2f} ms", "-", "-", "<= 50 ms",
           "ok" if ours <= 0.05 else "short")
    beside("– over HTTP, as JSON / its counts in sqlite3's shell", ours, sum(
        quick(server, f"SELECT * FROM {table} WHERE campaign_id = {campaign}")
        for table in ("campaigns", "campaign_totals", "campaign_days", "campaign_domains")))


large, small = start(8095), start(8096)
try:
    measure_campaigns(large, small)
    measure_subscribers(large)
    measure_events(large)
finally:
    large.stop()
    small.stop()
