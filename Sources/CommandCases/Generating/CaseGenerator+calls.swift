// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension CaseGenerator {
    // MARK: Names

    /// Adds names in other spellings, and names that nothing declares.
    mutating func addNames() {
        let base = fields(minimal)
        let accepted = oracle.answer(minimal)
        for (label, spelling) in [("lower", command.name.lowercased()), ("upper", command.name.uppercased())] where spelling != command.name
        {
            add("name/\(label)", fields: base, accepted, "Names are compared ignoring case", named: spelling)
        }
        for (label, spelling) in [
            ("more", command.name + "x"), ("space", command.name + " "), ("look-alike", command.name.lookAlike ?? command.name + "\u{430}"),
        ] {
            add(
                "name/\(label)", fields: base, .standard(.unknownCommand), "Nothing of that name is declared",
                on: surfaces.filter { $0 != .v1 }, named: spelling)
        }
        for surface in CommandDeclaration.Surface.allCases where !command.surfaces.contains(surface) {
            add("surfaces/\(surface.rawValue)", fields: base, .standard(.unknownCommand), "It cannot be called there", on: [surface])
        }
        for parameter in parameters { addSpellings(of: parameter) }
        let strangers = [
            ("misspelt", parameters.first.map { $0.name + "x" } ?? "Parametr"), ("owner", "RelOwnerUserID"), ("admin", "IsAdmin"),
            ("prototype", "__proto__"),
            ("look-alike", parameters.lazy.compactMap(\.name.lookAlike).first ?? "\u{410}"), ("empty", ""),
        ]
        for (label, name) in strangers where !command.parameters.contains(where: { $0.answers(toName: name) }) {
            add("unknown/\(label)", minimal, unknown: [name])
        }
        add("unknown/two", minimal, unknown: ["Unlisted", "AlsoUnlisted"])
        if let first = command.parameters.first(where: { $0.required != nil && !$0.isCredential }) {
            add("unknown/beside-missing", minimal.filter { $0.parameter.name != first.name }, unknown: ["Unlisted"])
        }
    }

    /// Adds a call with names that are not declared: ignored on the flat API, refused elsewhere.
    private mutating func add(_ name: String, _ sent: [Oracle.Sent], unknown: [String]) {
        let all = fields(sent) + unknown.map { CaseCall.Field($0, "1") }
        add(
            name + "/ignored", fields: all, oracle.answer(sent), "The flat API ignores names that are not declared",
            on: surfaces.filter { $0 == .api })
        add(
            name + "/refused", fields: all, oracle.answer(sent, unknown: unknown), "Names that are not declared are refused",
            on: surfaces.filter { $0 != .api })
    }

    private mutating func addSpellings(of parameter: ParameterDeclaration) {
        guard let value = valid(parameter) else { return }
        let sent = completed(minimal.filter { $0.parameter.name != parameter.name } + [value], keeping: [parameter.name])
        let rest = fields(sent.filter { $0.parameter.name != parameter.name })
        let expected = oracle.answer(sent)
        let json = value.probe.json
        for (label, name) in [("lower", parameter.name.lowercased()), ("upper", parameter.name.uppercased())] where name != parameter.name {
            add(
                "\(parameter.name)/name/\(label)", fields: rest + [.init(name, json)], expected, "Names are compared ignoring case",
                at: parameter.location)
        }
        for alias in parameter.aliases {
            add(
                "\(parameter.name)/name/\(alias)", fields: rest + [.init(alias, json)], expected, "\(alias) is another name of it",
                at: parameter.location)
            let twice = sent.map { Oracle.Sent(parameter: $0.parameter, probe: $0.probe, isTwice: $0.parameter.name == parameter.name) }
            add(
                "\(parameter.name)/name/twice-as-\(alias)", fields: rest + [.init(parameter.name, json), .init(alias, json)],
                oracle.answer(twice),
                "It is given twice, by two of its names", at: parameter.location)
        }
        add(
            "\(parameter.name)/name/twice", fields: rest + [.init(parameter.name, json), .init(parameter.name, json)],
            .standard(.malformed),
            "No name stands twice in one object", at: parameter.location)
        addInAnotherCase(parameter, json, sent, rest)
    }

    private mutating func addInAnotherCase(
        _ parameter: ParameterDeclaration, _ json: String, _ sent: [Oracle.Sent], _ rest: [CaseCall.Field]
    ) {
        let (name, other) = ("\(parameter.name)/name/twice-in-another-case", parameter.name.uppercased())
        guard other != parameter.name else { return }
        let fields = rest + [.init(parameter.name, json), .init(other, json)]
        let twice = sent.map { Oracle.Sent(parameter: $0.parameter, probe: $0.probe, isTwice: $0.parameter.name == parameter.name) }
        add(name, fields: fields, .standard(.malformed), "Names are the same in any case", at: parameter.location, on: [.api, .v1])
        add(name, fields: fields, oracle.answer(twice), "It is given twice, in two spellings", at: parameter.location, on: [.rpc])
    }

    // MARK: Documents

    /// Adds bodies that are no calls.
    mutating func addDocuments() {
        for (label, text) in Documents.texts { add(document: label, Array(text.utf8)) }
        for (label, bytes) in Documents.bytes { add(document: label, bytes) }
        for (label, text) in Documents.noObjects { add(document: label, Array(text.utf8), on: surfaces.filter { $0 != .rpc }) }
        for (label, text) in Documents.noObjects + Documents.noRequests(command.name) {
            add(
                document: "rpc-" + label, Array(text.utf8), .invalidRequest, "It is no request object of JSON-RPC",
                on: surfaces.filter { $0 == .rpc })
        }
        for (label, json) in Documents.values {
            add(
                "document/\(label)", fields: fields(minimal) + [.init("Unlisted", json)], .standard(.malformed), "Its JSON is not strict")
        }
        addMediaTypes()
        addModes()
        addFormats()
    }

    private mutating func addMediaTypes() {
        var call = CaseCall(command: command.name, content: .fields(fields(minimal)), caller: caller)
        for (label, type) in Documents.mediaTypes {
            call.mediaType = type
            add("document/media-type/\(label)", call, .standard(.mediaType), "This media type is not read")
        }
        for (label, type) in Documents.spelledTypes {
            call.mediaType = type
            add("document/media-type/\(label)", call, oracle.answer(minimal), "It is JSON in UTF-8, however that is spelled")
        }
    }

    /// Adds words that `Command-Mode` does not have: what was to be checked must not run for a misspelling.
    private mutating func addModes() {
        var call = CaseCall(command: command.name, content: .fields(fields(minimal)), caller: caller)
        for (label, mode) in [
            ("capitalised", "Validate"), ("in-capitals", "VALIDATE"), ("cut-short", "validat"), ("longer", "validated"),
            ("twice", "validate, validate"), ("run", "run"), ("number", "1"),
        ] {
            call.mode = mode
            add("mode/\(label)", call, .standard(.malformed), "Command-Mode can only be validate")
        }
    }

    /// Adds what the form of the reply can be asked for as: no value is refused.
    private mutating func addFormats() {
        guard let format = command.parameters.first(where: { $0.role == .format }) else { return }
        for (label, json) in [
            ("json", "\"JSON\""), ("xml", "\"XML\""), ("in-another-case", "\"json\""), ("unknown", "\"YAML\""), ("empty", "\"\""),
            ("null", "null"), ("number", "1"), ("boolean", "true"), ("array", "[]"), ("object", "{}"),
        ] {
            add(
                "\(format.name)/\(label)", fields: [.init(format.name, json)] + fields(minimal), oracle.answer(minimal),
                "Whatever the form of the reply, it is answered as JSON", at: format.location)
        }
        let twice = CaseCall.Field(format.name, "\"JSON\"")
        add(
            "\(format.name)/twice", fields: [twice, twice] + fields(minimal), .standard(.malformed), "No name stands twice in one object",
            at: format.location)
    }

    private mutating func add(
        document label: String, _ bytes: [UInt8], _ kind: Expectation.Kind = .malformed, _ reason: String = "The body is no JSON object",
        on surfaces: [CommandDeclaration.Surface]? = nil
    ) {
        let call = CaseCall(command: command.name, content: .document(bytes), caller: caller)
        add("document/\(label)", call, .standard(kind), reason, on: surfaces)
    }
}

/// Bodies that are no calls on any surface.
enum Documents {
    /// Whole bodies.
    static let texts = [
        ("nothing", ""), ("space", " "), ("cut-short", "{\"a\":"), ("trailing-comma", "{\"a\":1,}"), ("comment", "{/* a */}"),
        ("single-quotes", "{'a':1}"),
        ("no-quotes", "{a:1}"), ("two-documents", "{}{}"), ("not-a-number", "{\"a\":NaN}"), ("infinity", "{\"a\":Infinity}"),
        ("byte-order-mark", "\u{FEFF}{}"),
        ("leading-zero", "{\"a\":01}"), ("plus", "{\"a\":+1}"), ("bare-dot", "{\"a\":.5}"), ("control-in-text", "{\"a\":\"\u{1}\"}"),
        ("true-in-capitals", "{\"a\":TRUE}"), ("missing-colon", "{\"a\" 1}"), ("xml", "<a/>"), ("unclosed-text", "{\"a\":\"b"),
    ]

    /// Media types that are not read; nil is none.
    static let mediaTypes: [(String, String?)] = [
        ("none", nil), ("text-plain", "text/plain"), ("xml", "application/xml"), ("charset", "application/json; charset=utf-16"),
        ("half", "application"), ("dialect", "application/problem+json"),
        ("charset-twice", "application/json; charset=utf-8; charset=utf-8"),
        ("list", "application/json, application/json"),
    ]

    /// JSON's media type in other spellings.
    static let spelledTypes = [
        ("in-another-case", "Application/JSON"), ("charset-utf-8", "application/json; charset=UTF-8"),
        ("quoted-charset", "application/json;charset=\"utf-8\""), ("parameter", "application/json; version=1"),
    ]

    /// Whole bodies that are JSON and no object.
    static let noObjects = [
        ("json-array", "[]"), ("json-number", "1"), ("json-text", "\"a\""), ("json-null", "null"), ("json-boolean", "true"),
    ]

    /// Whole bodies that are objects and no requests of JSON-RPC.
    static func noRequests(_ command: String) -> [(String, String)] {
        let method = "\"method\":" + ManifestValue.string(command).json
        return [
            ("empty-object", "{}"), ("no-version", "{\"id\":1,\(method)}"), ("version-1", "{\"jsonrpc\":\"1.0\",\"id\":1,\(method)}"),
            ("version-number", "{\"jsonrpc\":2.0,\"id\":1,\(method)}"), ("no-method", "{\"jsonrpc\":\"2.0\",\"id\":1}"),
            ("method-number", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":1}"),
            ("id-object", "{\"jsonrpc\":\"2.0\",\"id\":{},\(method)}"),
            ("id-boolean", "{\"jsonrpc\":\"2.0\",\"id\":true,\(method)}"),
            ("params-text", "{\"jsonrpc\":\"2.0\",\"id\":1,\(method),\"params\":\"a\"}"),
        ]
    }

    /// Whole bodies that are no UTF-8.
    static let bytes: [(String, [UInt8])] = [
        ("utf-16", [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00]), ("bad-utf-8", Array("{\"a\":\"".utf8) + [0xC0, 0xAF] + Array("\"}".utf8)),
        ("surrogate-in-utf-8", Array("{\"a\":\"".utf8) + [0xED, 0xA0, 0x80] + Array("\"}".utf8)),
        ("overlong", Array("{\"a\":\"".utf8) + [0xF0, 0x80, 0x80, 0xAF] + Array("\"}".utf8)),
    ]

    /// Values that make the call around them none.
    static let values = [
        ("null-character", "\"a\\u0000\""), ("lone-surrogate", "\"\\uD800\""), ("reversed-surrogates", "\"\\uDC00\\uD800\""),
        ("twins-inside", "{\"a\":1,\"a\":2}"), ("escaped-twins-inside", "{\"a\":1,\"\\u0061\":2}"), ("bad-escape", "\"\\x41\""),
        ("not-a-number-inside", "[NaN]"),
        ("too-deep", String(repeating: "[", count: 65) + String(repeating: "]", count: 65)),
        ("far-too-deep", String(repeating: "[", count: 10_000)), ("hexadecimal", "0x10"),
    ]
}

extension ParameterDeclaration {
    /// Whether this is one of its names, in any case.
    func answers(toName other: String) -> Bool { ([name] + aliases).contains { $0.lowercased() == other.lowercased() } }
}
