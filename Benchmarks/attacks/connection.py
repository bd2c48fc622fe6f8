# SPDX-License-Identifier: Apache-2.0
"""One HTTP connection from a chosen address, and what came back on it."""
import asyncio, re, socket, time

CODE = re.compile(rb'"(?:ErrorCode|code)": *\[?(-?[0-9]+)')


class Reply:
    """An answer. Of the body only its first bytes are kept, since some are hundreds of megabytes."""

    def __init__(self, status, head, beginning, size, seconds):
        self.status, self.head, self.beginning, self.size, self.seconds = status, head, beginning, size, seconds

    @property
    def told(self):
        """What the caller was told: `done`, or a code, else the status. Of a batch, its first answer's."""
        code = CODE.search(self.beginning)
        if code and code.group(1) != b"0":
            return code.group(1).decode()
        return "done" if self.status == 200 else f"status {self.status}"

    @property
    def done(self):
        """Whether a call was carried out."""
        return self.told == "done"


class Connection:
    """A connection that is opened when it is needed, and kept. `source` is the address that it comes from."""

    def __init__(self, port, source="127.0.0.1", keeps=4096):
        self.port, self.source, self.keeps, self.writer = port, source, keeps, None

    async def open(self):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(
                "127.0.0.1", self.port, local_addr=(self.source, 0), limit=1 << 20)
            self.writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self):
        if self.writer is not None:
            self.writer.close()
            self.writer = None

    async def send(self, request):
        await self.open()
        self.writer.write(request)
        await self.writer.drain()

    async def exchange(self, request):
        """Sends a request and reads its answer.
        - Raises OSError or EOFError where the connection ended before the answer did."""
        begin = time.monotonic()
        try:
            await self.send(request)
            return await self.receive(begin)
        except (OSError, EOFError):
            self.close()
            raise

    async def receive(self, begin):
        head = await self.reader.readuntil(b"\r\n\r\n")
        fields = head.lower()
        kept, size = bytearray(), 0
        if b"\r\ntransfer-encoding: chunked" in fields:
            while length := int((await self.reader.readuntil(b"\r\n")).split(b";")[0], 16):
                size += await self.take(length, kept)
                await self.reader.readexactly(2)
            await self.reader.readuntil(b"\r\n")
        else:
            length = re.search(rb"\r\ncontent-length: *(\d+)", fields)
            size = await self.take(int(length.group(1)) if length else 0, kept)
        if b"\r\nconnection: close" in fields:
            self.close()
        return Reply(int(head[9:12]), head, bytes(kept), size, time.monotonic() - begin)

    async def take(self, length, kept):
        """Reads that many bytes, and keeps the first of the whole body."""
        left = length
        while left:
            piece = await self.reader.read(min(left, 1 << 16))
            if not piece:
                raise EOFError
            kept += piece[: self.keeps - len(kept)]
            left -= len(piece)
        return length


def get(path):
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def post(body, path="/api.php", key=None):
    authorization = f"Authorization: Bearer {key}\r\n" if key else ""
    return (f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{authorization}"
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body
