#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""100,000 requests by 64 connections against the shipped executable: tags.get on an account of 20 tags, tag.create on
another. Counts what was answered, then looks whether every acknowledged tag is there once."""
import collections, json, multiprocessing, os, selectors, socket, sys, time
from server import Server, figure

REQUESTS, CONNECTIONS, PROCESSES, WARM_UP = 100_000, 64, 2, 20_000


class Client:
    """One connection that sends its requests one after the other."""

    def __init__(self, port, bodies):
        self.bodies, self.data, self.answers = iter(bodies), b"", collections.Counter()
        self.port, self.tag, self.created = port, None, []
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self):
        """The next request; false at the end."""
        body, self.tag = next(self.bodies, (None, None))
        if body is None:
            return False
        self.socket.sendall(
            b"POST /api.php HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            % len(body) + body)
        return True

    def receive(self):
        """Whether an answer is whole; it is counted as lost where the connection ended instead."""
        data = self.socket.recv(65_536)
        if not data:
            self.answers["lost"] += 1
            return None
        self.data += data
        head, _, body = self.data.partition(b"\r\n\r\n")
        length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), None)
        if length is None or len(body) < length:
            return False
        self.data = body[length:]
        self.count(int(head[9:12]), json.loads(body[:length]))
        return True

    def count(self, status, reply):
        done = status == 200 and reply.get("Success") is True
        self.answers["done" if done else f"{status}: {reply.get('ErrorCode')}"] += 1
        if done and self.tag:
            self.created.append(self.tag)


def bodies(worker, first, last, reader, writer):
    """Requests in turns: a list of tags, a new tag."""
    for number in range(first, last):
        if number % 2:
            yield b'{"Command":"tags.get","APIKey":"%s"}' % reader, None
        else:
            tag = f"load {worker} {number}"
            yield b'{"Command":"tag.create","APIKey":"%s","Tag":"%s"}' % (writer, tag.encode()), tag


def work(arguments):
    """What one process of clients counts: answers, and the tags that were acknowledged."""
    worker, port, count, name, reader, writer = arguments
    share = CONNECTIONS // PROCESSES
    clients = [
        Client(port, bodies(f"{name} {worker} {each}", count * each // share, count * (each + 1) // share, reader, writer))
        for each in range(share)]
    waiting = selectors.DefaultSelector()
    for client in clients:
        if client.send():
            waiting.register(client.socket, selectors.EVENT_READ, client)
    while waiting.get_map():
        for event, _ in waiting.select():
            if (answered := event.data.receive()) is None or (answered and not event.data.send()):
                waiting.unregister(event.data.socket)
    return sum((client.answers for client in clients), collections.Counter()), [tag for client in clients for tag in client.created]


def run(pool, port, count, name, reader, writer):
    """So many requests: the answers, the acknowledged tags, and the seconds they took."""
    start = time.monotonic()
    shares = [(worker, port, count // PROCESSES, name, reader, writer) for worker in range(PROCESSES)]
    answers, created = collections.Counter(), []
    for counted, tags in pool.map(work, shares):
        answers += counted
        created += tags
    return answers, created, time.monotonic() - start


def second_account(server):
    """The key of another account than the demo's."""
    admin = server.key("AdminAPIKey")
    made = server.call(
        "account.create", AdminAPIKey=admin, Username="writer", Password="a long enough password",
        EmailAddress="writer@example.com", Permissions="*")
    return server.call("account.key.create", AdminAPIKey=admin, UserID=made["UserID"])["APIKey"]


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    server = Server(
        [f"{sys.argv[1]}/command-router", "serve", "--demo-account", "--port", "8093", "--manifest",
         f"{here}/../commands.yaml", "--database", "sqlite:FOLDER/load.sqlite"], 8093)
    reader, writer = server.key("APIKey"), second_account(server)
    for number in range(20):
        server.call("tag.create", APIKey=reader, Tag=f"tag {number}")
    with multiprocessing.Pool(PROCESSES) as pool:
        _, early, _ = run(pool, 8093, WARM_UP, "warm", reader.encode(), writer.encode())
        warm = server.memory()
        answers, created, seconds = run(pool, 8093, REQUESTS, "load", reader.encode(), writer.encode())
    final = server.memory()
    stored = collections.Counter(tag["Tag"] for tag in server.call("tags.get", APIKey=writer)["Tags"])
    server.stop()
    report(answers, set(created) | set(early), stored, seconds, warm, final)


def report(answers, created, stored, seconds, warm, final):
    lost = REQUESTS - sum(answers.values()) + answers["lost"]
    refused = {answer: count for answer, count in answers.items() if answer not in ("done", "lost")}
    wrong = sum(stored[tag] != 1 for tag in created) + sum(tag not in created for tag in stored)
    verdict = lambda good: "ok" if good else "short"
    if refused:
        print(f"Refused: {refused}", file=sys.stderr)
    figure("100,000 requests by 64 connections", f"{REQUESTS / seconds:,.0f}/s", "-", "-", "-", "-")
    figure("  lost, or not done", f"{lost}, {sum(refused.values())}", "-", "-", "0, 0", verdict(not lost and not refused))
    figure("  acknowledged tags; not there once", f"{len(created):,}; {wrong}", "-", "-", "0", verdict(not wrong))
    figure("  memory at the end / after 20,000 requests", f"{final:.1f} MiB", f"{warm:.1f} MiB", f"{final / warm:.2f} x the size",
           "<= 1.1", verdict(final <= warm * 1.1))


if __name__ == "__main__":
    main()
