// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import TestSupport

/// Callers who send the same two requests again and again, each over one connection, and hold each answer against those that
/// either manifest gives.
final class ReloadLoad: Sendable {
    /// What came of it.
    struct Figures: Sendable {
        /// How many answers each manifest gave.
        var answers = [0, 0]
        /// Answers that are neither's, ten at most.
        var mixtures: [String] = []
        var slowest = Duration.zero
    }

    private let server: RunningServer
    private let requests: [[UInt8]]
    /// For each manifest, what it answers to each request.
    private let known = Mutex<[[String]]>([])
    private let kept = Mutex(Figures())
    private let isOver = Atomic<Bool>(false)

    init(_ server: RunningServer) {
        self.server = server
        requests = [TwoManifests.single(key: server.userKey), TwoManifests.batch(key: server.userKey)]
    }

    var figures: Figures { kept.withLock(\.self) }

    /// Takes what is answered now for a manifest's answers.
    func learn() async throws {
        var answers: [String] = []
        for request in requests { answers.append(try await server.user.send(request).text) }
        known.withLock { $0.append(answers) }
    }

    /// Ends all callers, each with its last answer.
    func stop() { isOver.store(true, ordering: .sequentiallyConsistent) }

    /// Calls until it is told to stop.
    ///
    /// - Throws: where an answer does not come whole.
    func call() async throws {
        let answers = known.withLock(\.self)
        try await server.user.talk { client in
            while !self.isOver.load(ordering: .sequentiallyConsistent) {
                for (number, request) in self.requests.enumerated() {
                    let began = ContinuousClock.now
                    let reply = try client.ask(request)
                    self.note(reply, answers.map { $0[number] }, .now - began)
                }
            }
        }
    }

    private func note(_ reply: RawReply, _ answers: [String], _ time: Duration) {
        let text = reply.text
        kept.withLock { kept in
            kept.slowest = max(kept.slowest, time)
            if reply.status == 200, let place = answers.firstIndex(of: text) {
                kept.answers[place] += 1
            } else if kept.mixtures.count < 10 {
                kept.mixtures.append("\(reply.status) \(text)")
            }
        }
    }
}

/// Exchanges one manifest for the other, in every way of writing, with half-written and broken ones between.
struct ReloadWriter {
    let place: ManifestPlace
    let texts: [String]
    let server: RunningServer
    /// How many were left aside.
    private(set) var rejected = 0
    private var random = SeededGenerator(seed: 7)

    init(place: ManifestPlace, texts: [String], server: RunningServer) {
        self.place = place
        self.texts = texts
        self.server = server
    }

    /// Exchanges the manifest and waits until the other one answers.
    mutating func reload(_ number: Int) async throws {
        let text = texts[number % 2]
        let code = JSON.number(number % 2 == 0 ? 3 : 33)
        switch number % 5 {
        case 0: try place.overwrite(text)
        case 1: try place.rename(text)
        case 2:
            let half = Int.random(in: 1..<text.utf8.count - 3000, using: &random)
            try place.overwrite(text, bytes: half)
            try await expectRejection()
            try place.append(text, from: half)
        case 3:
            try place.remake("manifest: 1\ncommands: [")
            try await expectRejection()
            try place.remake(text)
        default: try place.exchange(text)
        }
        server.process.signal(SIGHUP)
        try await ask(for: code)
    }

    private mutating func expectRejection() async throws {
        server.process.signal(SIGHUP)
        let server = server
        try await BlockingWork.run {
            _ = try BlockingWork.poll("the rejection") { () throws -> Bool? in
                let ready = try RawClient(port: server.port).ask(Array("GET /ready HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
                return ready.status == 200 && ready.text.contains("rejected") ? true : nil
            }
        }
        rejected += 1
    }

    private func ask(for code: JSON) async throws {
        let (server, request) = (server, TwoManifests.single(key: server.userKey))
        try await BlockingWork.run {
            let client = try RawClient(port: server.port)
            _ = try BlockingWork.poll("the other manifest") { () throws -> Bool? in try client.ask(request).code == code ? true : nil }
        }
    }
}
