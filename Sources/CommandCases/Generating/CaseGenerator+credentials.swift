// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Keys and sessions in all the places where a call can have them, one of them or several.
extension CaseGenerator {
    /// Adds them for a command that asks who is calling.
    mutating func addPlaces() {
        addBearers()
        for (label, template) in Self.noBearers {
            add(
                "credentials/authorization-" + label, [.init(place: .header(template), caller: caller)], as: caller,
                .standard(.unauthenticated), "Authorization holds no bearer key", on: Self.withHeader)
        }
        guard let own = field(of: caller) else { return }
        addBeside(own)
        addInQuery(own)
        addInOtherFields()
        addBesideSessions()
    }

    /// Adds header fields to a command that asks for no credentials.
    mutating func addHeadersNotNeeded() {
        for (label, template) in Self.noBearers {
            add(
                "credentials/authorization-" + label, [.init(place: .header(template), caller: .nobody)], as: .nobody,
                .standard(.unauthenticated), "Authorization holds no bearer key", on: Self.withHeader)
        }
        add(
            "credentials/bearer-not-needed", [.init(place: .header("Bearer no-such-key"), caller: .nobody)], as: .nobody,
            oracle.answer(minimal), "It asks for no credentials")
    }

    private typealias Credential = CaseCall.Credential

    /// Surfaces that read `Authorization`.
    private static let withHeader: Set<CommandDeclaration.Surface> = [.v1, .rpc]

    /// Fields that hold no bearer key, on surfaces that take one.
    private static let noBearers = [
        ("without-scheme", "{}"), ("basic", "Basic dXNlcjpwYXNzd29yZA=="), ("basic-key", "Basic {}"), ("token", "Token {}"),
        ("without-key", "Bearer"), ("two-keys", "Bearer {}, Bearer {}"), ("key-and-more", "Bearer {} {}"),
        ("colon", "Bearer: {}"),
    ]

    // MARK: Authorization

    private mutating func addBearers() {
        // A key that is required as a parameter is missing where it stands elsewhere.
        let isFree = !command.parameters.contains { $0.isKey && $0.required != nil }
        for (kind, caller) in Self.kinds where isFree || !admits(kind) {
            add(
                "credentials/bearer-\(kind.rawValue)", [.init(place: .header("Bearer {}"), caller: caller)], as: caller, admitted(kind),
                admits(kind) ? "A bearer key is as good as one in a parameter" : Self.notAdmitted, on: Self.withHeader)
        }
        for (label, template) in [("in-another-case", "bEARER {}"), ("after-spaces", "Bearer   {}")] where isFree {
            add(
                "credentials/bearer-" + label, [.init(place: .header(template), caller: caller)], as: caller, oracle.answer(minimal),
                "The scheme's name is compared ignoring case, and spaces may follow", on: Self.withHeader)
        }
        add(
            "credentials/bearer-unknown", [.init(place: .header("Bearer no-such-key"), caller: .nobody)], as: .nobody,
            .standard(.unauthenticated), "Nobody is known by this", on: Self.withHeader)
        add(
            "credentials/bearer-alone", [.init(place: .header("Bearer {}"), caller: caller)], as: caller, .standard(.unauthenticated),
            "The flat API does not read Authorization", on: [.api])
    }

    private mutating func addBeside(_ own: String) {
        let key = Credential(place: .field(own), caller: caller)
        let other: Caller = caller == .user(without: nil) ? .admin(without: nil) : .user(without: nil)
        let answer = oracle.answer(minimal)
        for (label, header, expected, reason) in [
            ("bearer-beside-the-same", Credential(place: .header("Bearer {}"), caller: caller), answer, "Two equal keys are one"),
            (
                "bearer-beside-another", Credential(place: .header("Bearer {}"), caller: other), .standard(.unauthenticated),
                "Two keys must agree"
            ),
            (
                "bearer-unknown-beside-a-key", Credential(place: .header("Bearer no-such-key"), caller: .nobody),
                .standard(.unauthenticated), "Two keys must agree"
            ),
            (
                "basic-beside-a-key", Credential(place: .header("Basic dXNlcjpwYXNzd29yZA=="), caller: .nobody),
                .standard(.unauthenticated), "Authorization holds no bearer key"
            ),
        ] as [(String, Credential, Expectation, String)] {
            add("credentials/" + label, [key, header], as: caller, expected, reason, on: Self.withHeader)
            add("credentials/" + label, [key, header], as: caller, answer, "The flat API does not read Authorization", on: [.api])
        }
    }

    // MARK: The query

    private mutating func addInQuery(_ own: String) {
        let (query, field) = (Credential(place: .query(own), caller: caller), Credential(place: .field(own), caller: caller))
        let flat: Set<CommandDeclaration.Surface> = [.api, .v1]
        add(
            "credentials/in-query", [query], as: caller, oracle.answer(minimal), "Parameters may stand in the query", on: flat)
        add(
            "credentials/in-query", [query], as: caller, .standard(.unauthenticated), "JSON-RPC does not read the query", on: [.rpc])
        add(
            "credentials/in-query-and-body", [query, field], as: caller, oracle.answer(minimal), "It is given twice, and the same",
            on: [.api])
        add(
            "credentials/in-query-and-body", [query, field], as: caller, .standard(.malformed), "It is given twice, in query and body",
            on: [.v1])
        add(
            "credentials/in-query-and-body", [query, field], as: caller, oracle.answer(minimal), "JSON-RPC does not read the query",
            on: [.rpc])
    }

    // MARK: Parameters

    private mutating func addInOtherFields() {
        guard let key = name(of: .key), let adminKey = name(of: .adminKey) else { return }
        let (user, admin) = (Caller.user(without: nil), Caller.admin(without: nil))
        let isKnown = admits(.admin) ? "An admin's key is taken in either field" : Self.notAdmitted
        let rows: [(String, [(String, Caller)], Expectation, String)] = [
            ("user-key-as-admin-key", [(adminKey, user)], .standard(.unauthenticated), "The field for admins' keys takes those alone"),
            ("admin-key-as-key", [(key, admin)], admitted(.admin), isKnown),
            ("two-accounts", [(key, user), (adminKey, admin)], .standard(.unauthenticated), "Two keys must be of one account"),
            ("admin-key-twice", [(key, admin), (adminKey, admin)], admitted(.admin), isKnown),
            ("unknown-beside-admin-key", [(key, Self.unknownText), (adminKey, admin)], .standard(.unauthenticated), "Both must be valid"),
            ("unknown-admin-key", [(key, user), (adminKey, Self.unknownText)], .standard(.unauthenticated), "Both must be valid"),
            ("empty-beside-admin-key", [(key, .unknown(json: "\"\"")), (adminKey, admin)], admitted(.admin), "An empty text is no key"),
            ("empty-admin-key", [(key, user), (adminKey, .unknown(json: "\"\""))], admitted(.user), "An empty text is no key"),
            ("null-admin-key", [(key, user), (adminKey, .unknown(json: "null"))], admitted(.user), "null is no key"),
            ("number-as-admin-key", [(key, user), (adminKey, .unknown(json: "1"))], .standard(.unauthenticated), "A key is a text"),
        ]
        for (label, fields, expected, reason) in rows { add("credentials/" + label, fields, expected, reason) }
    }

    private mutating func addBesideSessions() {
        guard let key = name(of: .key), let session = name(of: .session),
            command.parameters.first(where: { $0.role == .session })?.required == nil
        else { return }
        let (user, open) = (Caller.user(without: nil), Caller.session(.open))
        let decides = "A key decides, and the session is not tried"
        let rows: [(String, [(String, Caller)], Expectation, String)] = [
            ("key-beside-ended-session", [(key, user), (session, .session(.ended))], admitted(.user), decides),
            ("key-beside-unknown-session", [(key, user), (session, Self.unknownText)], admitted(.user), decides),
            ("unknown-key-beside-session", [(key, Self.unknownText), (session, open)], .standard(.unauthenticated), decides),
            ("empty-key-beside-session", [(key, .unknown(json: "\"\"")), (session, open)], admitted(.user), "An empty text is no key"),
            ("session-unknown", [(session, Self.unknownText)], .standard(.unauthenticated), "Nobody is known by this"),
            ("session-number", [(session, .unknown(json: "1"))], .standard(.unauthenticated), "A session's id is a text"),
            (
                "session-boolean-beside-key", [(key, user), (session, .unknown(json: "true"))], .standard(.unauthenticated),
                "A session's id is a text"
            ),
            ("key-as-session", [(session, user)], .standard(.unauthenticated), "A key is no session"),
            ("session-as-key", [(key, open)], .standard(.unauthenticated), "A session is no key"),
        ]
        for (label, fields, expected, reason) in rows { add("credentials/" + label, fields, expected, reason) }
        add(
            "credentials/session-as-bearer", [.init(place: .header("Bearer {}"), caller: open)], as: open, .standard(.unauthenticated),
            "A session is no key", on: Self.withHeader)
        add(
            "credentials/bearer-beside-ended-session",
            [.init(place: .header("Bearer {}"), caller: user), .init(place: .field(session), caller: .session(.ended))], as: user,
            admitted(.user), decides, on: Self.withHeader)
    }

    // MARK: Adding

    private static let unknownText = Caller.unknown(json: "\"no-such-key\"")
    private static let kinds: [(CommandDeclaration.Access, Caller)] = [(.user, .user(without: nil)), (.admin, .admin(without: nil))]

    private func name(of role: ParameterDeclaration.Role) -> String? { command.parameters.first { $0.role == role }?.name }

    /// The parameter in which a caller's key usually stands.
    private func field(of caller: Caller) -> String? {
        switch caller {
        case .admin: name(of: .adminKey) ?? name(of: .key)
        default: name(of: .key)
        }
    }

    private mutating func add(_ name: String, _ placed: [(String, Caller)], _ expected: Expectation, _ reason: String) {
        let caller = placed.first { $0.1.key != nil }?.1 ?? .nobody
        add(name, placed.map { Credential(place: .field($0.0), caller: $0.1) }, as: caller, expected, reason)
    }

    /// Adds the least valid call with these credentials.
    private mutating func add(
        _ name: String, _ credentials: [CaseCall.Credential], as caller: Caller, _ expected: Expectation, _ reason: String,
        on places: Set<CommandDeclaration.Surface> = Set(CommandDeclaration.Surface.allCases)
    ) {
        var call = CaseCall(command: command.name, content: .fields(fields(minimal)), caller: caller)
        call.credentials = credentials
        add(name, call, expected, reason, on: surfaces.filter(places.contains))
    }
}
