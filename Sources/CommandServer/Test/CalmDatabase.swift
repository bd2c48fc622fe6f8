// SPDX-License-Identifier: Apache-2.0

/// That a gateway's database does not change while dry runs are sent.
struct CalmDatabase {
    private let fixtures: CaseFixtures
    private let before: Int
    private let began = ContinuousClock.now

    /// Counts its changes so far.
    init(_ fixtures: CaseFixtures) async throws {
        self.fixtures = fixtures
        before = try await fixtures.look()
    }

    /// Counts them again, and gives what is wrong where there are more and nobody else can have made them. Where it goes on
    /// changing by itself others use the gateway, which is said on standard error.
    ///
    /// - Parameter pause: how long it is watched where there are more.
    func fault(pause: Duration = .seconds(2)) async throws -> String? {
        let changes = try await fixtures.look() - before
        // A session's use is noted once a minute.
        let minutes = Int((ContinuousClock.now - began) / .seconds(60))
        guard changes > minutes else { return nil }
        try await Task.sleep(for: pause)
        guard try await fixtures.look() - before == changes else {
            Terminal.warn("\(changes) rows of the gateway's database changed meanwhile; others use it, so this says nothing.")
            return nil
        }
        return "\(changes) rows of the gateway's database changed though every call was a dry run. "
            + "Unless somebody else used it, a command ran."
    }
}
