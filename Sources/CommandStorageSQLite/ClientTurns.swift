// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// Work that waits, in fair turns between clients: the next is of the client that has used the least time, and a client's
/// own work runs in the order in which it came.
///
/// Time is counted as in start-time fair queueing. A client that comes back counts as having used what the last one that
/// was served had used, so that neither an absence nor what was used long ago makes a difference for long.
/// - SeeAlso: Goyal, Vin, Cheng, "Start-time Fair Queuing" (1996).
struct ClientTurns<Work> {
    private struct Line {
        var waiting: [Work] = []
        var running = 0
        var used: Duration
        var expected = Duration.zero
        var isIdle: Bool { waiting.isEmpty && running == 0 }
    }
    /// How a client stands whose work could be next.
    struct Standing {
        /// How much of its work runs.
        let running: Int
        /// What its work took of late, each time.
        let expected: Duration
    }
    private var lines: [DatabaseClient: Line] = [:]
    /// What the client that was served last had used; once nothing waits or runs, the most that any has.
    private var served = Duration.zero
    private var most = Duration.zero
    /// How much runs in all.
    private var running = 0
    /// How much waits in all.
    private(set) var count = 0
    /// Above it, clients that are as good as forgotten are forgotten.
    private static var mostIdle: Int { 256 }

    /// How much of a client's waits.
    func waiting(of client: DatabaseClient) -> Int { lines[client]?.waiting.count ?? 0 }

    /// How many clients it remembers.
    var knownClients: Int { lines.count }

    /// Whether work of others than the server waits.
    var othersWait: Bool { count > waiting(of: .server) }

    /// Adds work at the end of a client's line.
    mutating func append(_ work: Work, for client: DatabaseClient) {
        let used = lines[client]?.used ?? served
        if lines[client] == nil { lines[client] = Line(used: used) }
        // Changed in place: a line is never copied, however long it is.
        if lines[client]?.isIdle ?? false { lines[client]?.used = max(used, served) }
        lines[client]?.waiting.append(work)
        count += 1
    }

    /// Takes the work whose turn it is, of the clients that may start; the server's comes first. It is to be reported with
    /// ``finish(_:used:)``.
    mutating func next(where mayStart: (DatabaseClient, Standing) -> Bool = { _, _ in true }) -> (DatabaseClient, Work)? {
        guard let client = first(where: mayStart), let used = lines[client]?.used, let work = lines[client]?.waiting.removeFirst()
        else { return nil }
        lines[client]?.running += 1
        running += 1
        if client != .server { served = max(served, used) }
        count -= 1
        return (client, work)
    }

    private func first(where mayStart: (DatabaseClient, Standing) -> Bool) -> DatabaseClient? {
        var first: (client: DatabaseClient, used: Duration)?
        for (client, line) in lines where !line.waiting.isEmpty {
            guard mayStart(client, Standing(running: line.running, expected: line.expected)) else { continue }
            if client == .server { return client }
            if first.map({ line.used < $0.used }) ?? true { first = (client, line.used) }
        }
        return first?.client
    }

    /// Counts what a client's work took.
    mutating func finish(_ client: DatabaseClient, used time: Duration) {
        guard let line = lines[client] else { return }
        lines[client]?.running -= 1
        lines[client]?.used = line.used + time
        lines[client]?.expected = (line.expected * 3 + time) / 4
        running -= 1
        if client != .server { most = max(most, line.used + time) }
        if running == 0, count == 0 { served = most }
        if lines.count > Self.mostIdle { lines = lines.filter { !$0.value.isIdle || $0.value.used > served } }
    }

    /// Takes work out of a client's line that nobody waits for any more.
    mutating func remove(of client: DatabaseClient, where isIt: (Work) -> Bool) -> Work? {
        guard let place = lines[client]?.waiting.firstIndex(where: isIt) else { return nil }
        count -= 1
        return lines[client]?.waiting.remove(at: place)
    }
}
