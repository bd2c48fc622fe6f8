// SPDX-License-Identifier: Apache-2.0

import Logging
import Synchronization
import Testing

@Suite("Log") struct LogTests {
    /// Keeps what is logged.
    private final class Record: Sendable {
        struct Line {
            let level: Logger.Level
            let message: String
            let metadata: Logger.Metadata
        }

        let lines = Mutex<[Line]>([])
    }

    private struct Recorder: LogHandler {
        let record: Record
        var logLevel = Logger.Level.trace
        var metadata = Logger.Metadata()

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let line = Record.Line(
                level: event.level, message: event.message.description, metadata: event.metadata ?? [:])
            record.lines.withLock { $0.append(line) }
        }
    }

    private func lines(requests: [String]) async throws -> [Record.Line] {
        let record = Record()
        let logger = Logger(label: "test") { _ in Recorder(record: record) }
        try await TestGateway.run(logger: logger, isAlive: false) { gateway in
            try await gateway.talk { gateway in
                for request in requests { _ = try gateway.client().ask(request) }
            }
        }
        return record.lines.withLock { $0 }
    }

    @Test("Writes one line for each request, at debug, and nothing secret in it")
    func request() async throws {
        let lines = try await lines(requests: [
            """
            POST /echo?APIKey=secret HTTP/1.1\r\nHost: secret\r\nAuthorization: Bearer secret\r\nContent-Length: 6\r\n\r\nsecret
            """
        ])
        #expect(lines.map(\.level) == [.info, .debug, .info, .info])
        let metadata = lines[1].metadata
        #expect(metadata["method"] == "POST" && metadata["path"] == "/echo" && metadata["status"] == "200")
        #expect(metadata["request-id"]?.description.count == 16 && Int(metadata["microseconds"]?.description ?? "") != nil)
        #expect(!lines.contains { "\($0.message) \($0.metadata)".contains("secret") })
    }

    @Test("Keeps what could be a key out of the path that it writes")
    func keyInPath() async throws {
        let key = "crk_0123456789abcdefghjkmnpqrstvwxyz01234567"
        let lines = try await lines(requests: ["GET /api/v1/\(key) HTTP/1.1\r\nHost: a\r\n\r\n"])
        #expect(lines.compactMap { $0.metadata["path"]?.description } == ["/api/v1/*"])
    }

    @Test("Writes what an attacker can provoke at debug, so that it cannot fill the log")
    func cut() async throws {
        let lines = try await lines(requests: [
            "{nonsense}\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n",
        ])
        #expect(lines.filter { $0.level == .debug }.compactMap { $0.metadata["status"]?.description } == ["400", "400", "413"])
        #expect(lines.filter { $0.level > .debug }.map(\.message) == ["serving", "stopping", "stopped"])
    }

    @Test("Warns once of an X-Forwarded-For that a peer sends who is no trusted proxy")
    func foreignForwardedFor() async throws {
        let request = "GET /echo HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n"
        let lines = try await lines(requests: [request, request, request])
        let warnings = lines.filter { $0.level == .warning }.map(\.message)
        #expect(warnings.count == 1 && warnings[0].contains("X-Forwarded-For"))
    }
}
