#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A hundred addresses guess passwords without end, each with fresh names; meanwhile the owner logs in, from an address that has
logged in before and from ones that have not. How long that takes, and how much memory the server has at most."""
import http.client, json, os, sys, threading, time
from server import Server, figure

GUESSERS, SECONDS, LIMIT, PORT = 100, 60, 5.0, 8094
stopped = threading.Event()


def login(source, name, password):
    """The status and the reply of one login from this address."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60, source_address=(source, 0))
    body = json.dumps({"Command": "user.login", "Username": name, "Password": password})
    connection.request("POST", "/api.php", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    reply = json.loads(answer.read())
    connection.close()
    return answer.status, reply


def guess(number, counts):
    """Guesses from one address until the end; waits a tenth of a second where it is refused."""
    tries = 0
    while not stopped.is_set():
        tries += 1
        try:
            status, _ = login(f"127.0.1.{number + 1}", f"nobody {number} {tries}", "a wrong guess at it")
        except OSError:
            status = 0
        counts[status] = counts.get(status, 0) + 1
        if status != 200:
            time.sleep(0.1)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    server = Server(
        [f"{sys.argv[1]}/command-router", "serve", "--demo-account", "--port", str(PORT), "--manifest",
         f"{here}/../commands.yaml", "--database", "sqlite:FOLDER/guessing.sqlite"], PORT)
    server.call("account.create", AdminAPIKey=server.key("AdminAPIKey"), Username="owner", Password="a long enough password",
                EmailAddress="owner@example.com")
    assert login("127.0.0.1", "owner", "a long enough password")[1]["Success"]
    counts = {}
    threads = [threading.Thread(target=guess, args=(number, counts), daemon=True) for number in range(GUESSERS)]
    for thread in threads:
        thread.start()
    waits, memory, begin, fresh = {"known": [], "new": []}, 0, time.monotonic(), 0
    while time.monotonic() - begin < SECONDS:
        fresh += 1
        for kind, source in ("known", "127.0.0.1"), ("new", f"127.0.2.{fresh % 250 + 1}"):
            start = time.monotonic()
            status, reply = login(source, "owner", "a long enough password")
            waits[kind].append((time.monotonic() - start, bool(reply.get("Success"))))
        memory = max(memory, server.memory())
        time.sleep(1)
    stopped.set()
    server.stop()
    for kind in waits:
        done = [seconds for seconds, isDone in waits[kind] if isDone]
        refused = len(waits[kind]) - len(done)
        slowest = max(done, default=float("inf"))
        figure(f"The owner's logins from a {kind} address while {GUESSERS} addresses guess", f"{slowest:.2f} s at most",
               "-", "-", f"<= {LIMIT:.0f} s", "ok" if slowest <= LIMIT else "short")
        figure("  refused", f"{refused} of {len(waits[kind])}", "-", "-", "0", "ok" if not refused else "short")
    figure("  memory at most", f"{memory:.0f} MiB", "-", "-", "<= 556", "ok" if memory <= 556 else "short")
    print(f"Guesses by status: {counts}", file=sys.stderr)


if __name__ == "__main__":
    main()
