// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("Kill and restart")
struct DurabilityTests {
    /// How often the process is killed.
    static let kills = 100
    /// How many clients write at once.
    static let writers = 8
    /// After so many acknowledgements in all, or a few more that are on their way, comes the kill.
    static let acknowledgements = 24

    @Test("Killed a hundred times during writes: every acknowledged tag is there once, under its id")
    func survivesKills() async throws {
        let folder = try TemporaryFolder()
        let first = try await RunningServer.start(in: folder)
        let key = first.userKey
        _ = try await first.stop()
        let (acknowledged, faults) = try await BlockingWork.run { try Self.killOverAndOver(in: folder, key) }
        #expect(faults == [])
        #expect(acknowledged >= Self.kills * Self.acknowledgements)
    }

    @Test("A database that is removed or moved while it is served takes no further write, and /ready says so", arguments: ["", "-wal"])
    func removed(end: String) async throws {
        let server = try await RunningServer.start()
        #expect(try await server.user.call("tag.create", ["Tag": .text("before")]).code == 0)
        #expect(try await Self.ready(server).status == 200)
        try FileManager.default.removeItem(at: server.folder.file("router.sqlite" + end))
        let refused = try await server.user.call("tag.create", ["Tag": .text("lost")])
        #expect((refused.status, refused.code) == (500, 100_004))
        #expect(server.process.errors.contains("was removed or replaced"))
        let ready = try await BlockingWork.run {
            try BlockingWork.poll("the change", for: .seconds(30)) {
                let reply = try RawClient(port: server.port).ask(Self.readyRequest)
                return reply.status == 503 ? reply : nil
            }
        }
        #expect(ready.json["database"] == .text("replaced"))
        #expect(try await server.user.call("tags.get").json["Tags"].items.map { $0["Tag"] } == [.text("before")])
        #expect(try await server.stop() == 0)
    }

    @Test("A second server that comes by a hard link is refused") func hardLink() async throws {
        let server = try await RunningServer.start()
        let other = try TemporaryFolder()
        try FileManager.default.linkItem(at: server.folder.file("router.sqlite"), to: other.file("router.sqlite"))
        let second = try await Finished.run(Project.executable, RunningServer.arguments, in: other)
        #expect(second.status == 2 || second.status == 1, "\(second.status)")
        #expect(second.errors.contains("is in use by another process"))
        #expect(try await server.user.call("tag.create", ["Tag": .text("after")]).code == 0)
    }

    private static let readyRequest = Array("GET /ready HTTP/1.1\r\nHost: a\r\n\r\n".utf8)

    private static func ready(_ server: RunningServer) async throws -> Reply {
        try await server.nobody.send(readyRequest)
    }

    /// How many tags were acknowledged in all, and what was wrong with them at any start.
    private static func killOverAndOver(in folder: TemporaryFolder, _ key: String) throws -> (Int, [String]) {
        var acknowledged: [String: Int] = [:]
        var faults: [String] = []
        for round in 1...kills {
            let server = try RunningServer(in: folder)
            faults += try Self.faults(of: server, acknowledged, key).map { "start \(round): \($0)" }
            let writing = Writing(server: server, key: key, round: round)
            acknowledged.merge(try writing.untilKilled()) { $1 }
            faults += writing.faults.map { "round \(round): \($0)" }
        }
        faults += try Self.faults(of: RunningServer(in: folder), acknowledged, key)
        return (acknowledged.count, faults)
    }

    /// Compares what a server has with what was acknowledged before it started.
    private static func faults(of server: RunningServer, _ acknowledged: [String: Int], _ key: String) throws -> [String] {
        let request = Encoding.json.request("tags.get", [("APIKey", .text(key))])
        let tags = try RawClient(port: server.port).ask(request).json["Tags"].items
        let stored = Dictionary(tags.map { ($0["Tag"].text ?? "", [$0["TagID"].number ?? 0]) }, uniquingKeysWith: +)
        return acknowledged.filter { stored[$0.key] != [$0.value] }.map { "\($0.key) is not there once as \($0.value)" }
            + stored.filter { $0.value.count != 1 }.map { "\($0.key) is there as each of \($0.value)" }
            + (Set(tags.map { $0["TagID"] }).count == tags.count ? [] : ["an id is given twice"])
    }
}

/// Some clients that make tags on one server, each on a connection of its own, until it is killed.
private final class Writing: Sendable {
    private let server: RunningServer
    private let key: String
    private let round: Int
    private let state = Mutex((acknowledged: [String: Int](), faults: [String]()))

    init(server: RunningServer, key: String, round: Int) { (self.server, self.key, self.round) = (server, key, round) }

    /// Answers other than an acknowledgement.
    var faults: [String] { state.withLock { $0.faults } }

    /// Writes until enough is acknowledged and the process killed; gives what was acknowledged, name by id.
    func untilKilled() throws -> [String: Int] {
        let clients = try (0..<DurabilityTests.writers).map { _ in try RawClient(port: server.port) }
        let group = DispatchGroup()
        for (number, client) in clients.enumerated() {
            DispatchQueue(label: "writer").async(group: group) { self.write(by: client, number) }
        }
        group.wait()
        _ = try server.process.exitStatus()
        return state.withLock { $0.acknowledged }
    }

    /// One client. Its connection's end is its own, too.
    private func write(by client: RawClient, _ writer: Int) {
        for number in 0... {
            let name = "round \(round) writer \(writer) number \(number)"
            client.send(Encoding.json.request("tag.create", [("APIKey", .text(key)), ("Tag", .text(name))]))
            guard let reply = try? client.reply() else { return }
            guard let id = reply.json["TagID"].number else { return note(reply.text) }
            let isEnough = state.withLock { state in
                state.acknowledged[name] = id
                return state.acknowledged.count == DurabilityTests.acknowledgements
            }
            if isEnough { server.process.signal(SIGKILL) }
        }
    }

    private func note(_ fault: String) { state.withLock { $0.faults.append(fault) } }
}
