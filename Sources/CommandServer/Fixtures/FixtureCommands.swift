// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandKit
import CommandManifest
import CommandRouter

/// `rpc.fixtures.make`, `rpc.fixtures.look` and `rpc.fixtures.remove`: what `test --execute` needs on a gateway, for admins who
/// hold every permission.
///
/// Such an admin could make all but the admins with `account.create`. These hold less than the caller does, end by themselves
/// when nobody looks after them, and are removed with all that they made.
enum FixtureCommands {
    /// All of them, over these accounts.
    static func all(_ manifest: Manifest, _ keeper: FixtureKeeper) -> [BuiltInCommand] {
        [
            command("make", "Make accounts and sessions for a run of generated cases", .write, in: manifest) { call in
                reply(try await keeper.make(until: call.deadline), keeper)
            },
            command(
                "look", "Keep them for ten minutes more, and count the database's changes", .write, takesID: true, in: manifest
            ) { call in
                let changes = try await keeper.look(FixtureParameters(from: call).fixtures, until: call.deadline)
                guard let changes else { throw InvalidParameter("Fixtures", reason: "there are none of this id") }
                return success([.init("Changes", .integer(changes))])
            },
            command("remove", "Remove them, and all that was made with them", .destroy, takesID: true, in: manifest) { call in
                let count = try await keeper.remove(FixtureParameters(from: call).fixtures, until: call.deadline)
                return success([.init("Removed", .integer(count))])
            },
        ]
    }

    private struct FixtureParameters: Decodable { var fixtures: String }

    private static func command(
        _ name: String, _ summary: String, _ effects: CommandDeclaration.Effects, takesID: Bool = false, in manifest: Manifest,
        answer: @escaping @Sendable (BuiltInCall) async throws -> [UInt8]
    ) -> BuiltInCommand {
        let name = "rpc.fixtures." + name
        let place = SourceLocation(file: name, line: 1, column: 1)
        let id = ParameterDeclaration(
            name: "Fixtures", summary: "What rpc.fixtures.make called them", required: 100_006,
            value: ValueDeclaration(kinds: [.string], limits: [Limit(.maxLength(100), location: place)], location: place), location: place)
        let declaration = CommandDeclaration(
            name: name, summary: summary, plugin: "router", access: [.admin], permissions: manifest.permissions.map(\.name),
            effects: effects, surfaces: [.rpc], parameters: takesID ? [id] : [], location: place)
        return BuiltInCommand(declaration, in: manifest, answer: answer)
    }

    // MARK: Replies

    private static func reply(_ fixtures: AccountFixtures, _ keeper: FixtureKeeper) -> [UInt8] {
        let callers = fixtures.callers.map { caller in
            ManifestValue.object(
                [.init("Kind", .string(caller.kind.rawValue))] + (caller.missing.map { [.init("Without", .string($0))] } ?? []) + [
                    .init("UserID", .integer(caller.accountID)), .init("KeyID", .integer(caller.keyID)),
                    .init("APIKey", .string(caller.key)),
                ])
        }
        let sessions = [
            ("Open", fixtures.sessions.open), ("Ended", fixtures.sessions.ended), ("Expired", fixtures.sessions.expired),
            ("Idle", fixtures.sessions.idle),
        ]
        return success([
            .init("Fixtures", .string(fixtures.id)), .init("Callers", .array(callers)),
            .init("Sessions", .object(sessions.map { .init($0.0, .string($0.1)) })), .init("Erases", .boolean(keeper.erases)),
        ])
    }

    private static func success(_ members: [ManifestValue.Member]) -> [UInt8] {
        Array(ManifestValue.object([.init("Success", .boolean(true)), .init("ErrorCode", .integer(0))] + members).json.utf8)
    }
}
