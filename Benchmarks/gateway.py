#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The gateway's own part over HTTP: an empty campaign.cancel, beside a bare Hummingbird that reads the same body and
gives the same reply. One after the other, in turns, by wrk."""
import os, re, statistics, subprocess, sys, tempfile
from server import Server, figure

ROUNDS, SECONDS, CONNECTIONS = 5, 4, 32
BODY = '{{\n"Command": "campaign.cancel",\n"APIKey": "{key}",\n"CampaignID": 12345\n}}'
SCRIPT = """wrk.method = "POST"
wrk.body = [[{body}]]
wrk.headers["Content-Type"] = "application/json"
function done(summary, latency, requests)
  local e = summary.errors
  print("counted " .. summary.requests .. " " .. summary.duration .. " " .. e.connect + e.read + e.write + e.status + e.timeout)
end
"""


def load(server, script, core):
    """Requests a second, and microseconds of the server's processor time for each."""
    pin = [] if core is None else ["taskset", "-c", str(core)]
    before = server.cpu()
    output = subprocess.run(
        pin + ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", script, f"http://127.0.0.1:{server.port}/api.php"],
        check=True, capture_output=True, text=True).stdout
    requests, duration, failures = map(int, re.search(r"counted (\d+) (\d+) (\d+)", output).groups())
    if failures:
        raise SystemExit(f"{failures} of {requests} requests failed:\n{output}\n{server.text()}")
    return requests / duration * 1e6, (server.cpu() - before) * 1e6 / requests


def compare(name, binaries, server_core, client_core, target):
    """One figure: ours and the reference in turns, each pinned alike."""
    here = os.path.dirname(os.path.abspath(__file__))
    ours = Server(
        [f"{binaries}/bench-gateway", "serve", "--demo-account", "--unbound", "answer", "--port", "8091", "--manifest",
         f"{here}/../commands.yaml", "--database", "sqlite:FOLDER/bench.sqlite"], 8091, server_core)
    echo = Server([f"{binaries}/bench-echo", "8092"], 8092, server_core)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT.format(body=BODY.format(key=ours.key("APIKey"))))
        script.flush()
        for server in (ours, echo):
            load(server, script.name, client_core)
        rounds = [(load(ours, script.name, client_core), load(echo, script.name, client_core)) for _ in range(ROUNDS)]
    ours.stop()
    echo.stop()
    rates, costs = ([statistics.median(pair[side][part] for pair in rounds) for side in (0, 1)] for part in (0, 1))
    ratio = rates[0] / rates[1]
    verdict = "-" if target is None else "ok" if ratio >= target else "short"
    figure(name, f"{rates[0]:,.0f}/s", f"{rates[1]:,.0f}/s", f"{ratio:.2f} x the rate", f">= {target}" if target else "-", verdict)
    figure("  processor time a request", f"{costs[0]:.1f} µs", f"{costs[1]:.1f} µs", f"{costs[0] / costs[1]:.2f} x the time", "-", "-")


def main():
    binaries = sys.argv[1]
    compare("campaign.cancel over HTTP, one core / bare Hummingbird", binaries, 0, 1, 0.8)
    compare("campaign.cancel over HTTP, all cores / bare Hummingbird", binaries, None, None, None)


if __name__ == "__main__":
    main()
