# SPDX-License-Identifier: Apache-2.0
"""Servers that are measured: started in a folder of their own, watched in /proc, stopped by their id."""
import http.client, json, os, shutil, signal, subprocess, tempfile, time

TICKS = os.sysconf("SC_CLK_TCK")


def figure(*columns):
    """Writes one line of the table: name, ours, reference, ratio, target, verdict."""
    print("\t".join(columns), flush=True)


class Server:
    """A running server. `core` pins it to one core."""

    def __init__(self, command, port, core=None):
        self.port = port
        self.folder = tempfile.mkdtemp(prefix="bench-server-")
        self.output = open(os.path.join(self.folder, "output"), "w+")
        pin = [] if core is None else ["taskset", "-c", str(core)]
        command = [part.replace("FOLDER", self.folder) for part in command]
        self.process = subprocess.Popen(pin + command, stdout=self.output, stderr=self.output)
        self.wait()

    def wait(self):
        """Until it answers."""
        deadline = time.time() + 15
        while time.time() < deadline and self.process.poll() is None:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=1)
                connection.request("GET", "/health")
                connection.getresponse().read()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"The server did not start:\n{self.text()}")

    def text(self):
        """What it has printed."""
        with open(self.output.name) as file:
            return file.read()

    def key(self, name):
        """A key that it printed, by its name: APIKey or AdminAPIKey."""
        return next(line.split(": ")[1] for line in self.text().splitlines() if line.startswith(name + ": "))

    def call(self, command, **parameters):
        """The reply to one command."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = json.dumps({"Command": command, **parameters})
        connection.request("POST", "/api.php", body, {"Content-Type": "application/json"})
        return json.loads(connection.getresponse().read())

    def cpu(self):
        """The seconds of processor time that it has used."""
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        """Its resident memory in MiB."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024

    def stop(self):
        """Ends it, and removes its folder."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        self.output.close()
        shutil.rmtree(self.folder, ignore_errors=True)
