// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension CaseGenerator {
    /// Adds callers who may not: nobody, somebody unknown, the other kind, one permission less.
    mutating func addCallers() {
        let base = fields(minimal)
        guard !command.access.contains(.none) else {
            add("credentials/none-needed", fields: base, oracle.answer(minimal), "It asks for no credentials", as: .nobody)
            addHeadersNotNeeded()
            return
        }
        let key = command.parameters.contains { $0.role == .key || $0.role == .adminKey }
        add("credentials/missing", fields: base, .standard(.unauthenticated), "No credential is sent", as: .nobody)
        add(
            "credentials/missing-and-invalid", fields: [], .standard(.unauthenticated), "Who is calling comes before what is sent",
            as: .nobody)
        let unknown = [
            ("wrong", "\"no-such-key\""), ("empty", "\"\""), ("boolean", "true"), ("number", "1"), ("array", "[]"), ("object", "{}"),
            ("null", "null"),
            ("key-and-space", "\"generated-user-key \""), ("key-cut-short", "\"generated-user-ke\""),
            ("another-case", "\"GENERATED-USER-KEY\""),
            ("long", "\"" + String(repeating: "k", count: 5_000) + "\""),
        ]
        for (label, json) in unknown where key {
            add("credentials/\(label)", fields: base, .standard(.unauthenticated), "Nobody is known by this", as: .unknown(json: json))
        }
        addSessions(base)
        addPlaces()
        for (kind, caller) in [(CommandDeclaration.Access.user, Caller.user(without: nil)), (.admin, .admin(without: nil))] {
            let isAdmitted = command.access.contains(kind)
            add(
                "access/\(kind.rawValue)", fields: base, isAdmitted ? oracle.answer(minimal) : .standard(.forbidden),
                isAdmitted ? "This kind of caller is admitted" : "This kind of caller is not admitted", as: caller)
            guard isAdmitted else { continue }
            for permission in command.permissions {
                let without: Caller = kind == .user ? .user(without: permission) : .admin(without: permission)
                add(
                    "permissions/\(permission)/\(kind.rawValue)-without", fields: base, .standard(.forbidden), "\(permission) is needed",
                    as: without)
                add(
                    "permissions/\(permission)/\(kind.rawValue)-without-and-invalid", fields: [], .standard(.forbidden),
                    "Whether one may comes before what is sent", as: without)
            }
        }
        for permission in manifest.permissions.map(\.name) where !command.permissions.contains(permission) {
            let without: Caller = command.access.contains(.user) ? .user(without: permission) : .admin(without: permission)
            add("permissions/\(permission)/not-needed", fields: base, oracle.answer(minimal), "\(permission) is not needed", as: without)
        }
    }

    /// Adds callers who are known by a session, where the command takes one and does not speak of it otherwise.
    private mutating func addSessions(_ base: [CaseCall.Field]) {
        guard let session = command.parameters.first(where: { $0.role == .session }), session.required == nil else { return }
        add(
            "credentials/session", fields: base, admitted(.user), admits(.user) ? "A session is as good as a key" : Self.notAdmitted,
            as: .session(.open))
        for (state, reason) in [
            (SessionState.ended, "The session has ended"), (.expired, "The session's time is over"),
            (.idle, "The session was left alone for too long"),
        ] {
            add(
                "credentials/session-\(state.rawValue)", fields: base, .standard(.unauthenticated), reason, as: .session(state))
        }
    }

    static let notAdmitted = "This kind of caller is not admitted"

    /// Whether callers of a kind are admitted.
    func admits(_ kind: CommandDeclaration.Access) -> Bool { command.access.contains(kind) }

    /// What the least valid call gets from a caller of a kind.
    func admitted(_ kind: CommandDeclaration.Access) -> Expectation { admits(kind) ? oracle.answer(minimal) : .standard(.forbidden) }
}
