# SPDX-License-Identifier: Apache-2.0
"""The server that is attacked, with its accounts."""
import json, os, socket, sys, urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from server import Server

MANIFEST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "commands.yaml")
PASSWORD = "a long enough password"


class Account:
    """A tenant, by its key."""

    def __init__(self, target, name):
        self.target, self.name = target, name
        made = target.must("account.create", AdminAPIKey=target.admin, Username=name, Password=PASSWORD,
                           EmailAddress=f"{name}@example.com", Permissions="*")
        self.key = target.must("account.key.create", AdminAPIKey=target.admin, UserID=made["UserID"])["APIKey"]

    def call(self, command, **parameters):
        """The reply to a call of this account."""
        return self.target.server.call(command, APIKey=self.key, **parameters)

    def must(self, command, **parameters):
        return self.target.must(command, APIKey=self.key, **parameters)

    def batch(self, calls):
        """The results of a batch of (command, parameters), in their order."""
        body = json.dumps([{"jsonrpc": "2.0", "id": number, "method": command, "params": parameters}
                           for number, (command, parameters) in enumerate(calls)]).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.target.port}/rpc", body,
            {"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"})
        with urllib.request.urlopen(request, timeout=120) as reply:
            return sorted(json.load(reply), key=lambda result: result["id"])

    def repeat(self, command, parameters, count):
        """Calls a command in batches until it was carried out `count` times or is refused: how often, and the refusal."""
        done = 0
        while done < count:
            for result in self.batch([(command, parameters)] * min(100, count - done)):
                if "error" in result:
                    return done, result["error"]
                done += 1
        return done, None


class Target:
    """A server with a fresh database, and two accounts: the attacker's and the victim's."""

    def __init__(self, executable, flags=()):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.server = Server(
            [executable, "serve", "--demo-account", "--port", str(self.port), "--manifest", MANIFEST, "--database",
             "sqlite:FOLDER/attacked.sqlite", "--log-level", "error", *flags], self.port)
        self.pid, self.admin = self.server.process.pid, self.server.key("AdminAPIKey")
        self.attacker, self.victim = Account(self, "attacker"), Account(self, "victim")

    def must(self, command, **parameters):
        reply = self.server.call(command, **parameters)
        if reply.get("Success") is not True:
            raise SystemExit(f"{command} was refused: {reply}")
        return reply

    @property
    def runs(self):
        return self.server.process.poll() is None

    def peak(self):
        """The most resident memory since the last call of this, in MiB; nil where the server has ended."""
        try:
            with open(f"/proc/{self.pid}/status") as file:
                most = next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024
            with open(f"/proc/{self.pid}/clear_refs", "w") as file:
                file.write("5")
            return most
        except (OSError, StopIteration):
            return None

    def disk(self):
        """The size of the database with its log, in MiB."""
        folder = self.server.folder
        return sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder) if "sqlite" in name) / 2**20

    def stop(self):
        try:
            self.server.stop()
        except Exception:  # It hangs: what was measured stands.
            self.server.process.kill()
