// SPDX-License-Identifier: Apache-2.0

/// The keys that one kind of mapping has in the language.
struct KeySet: Sendable {
    /// What has them, as a diagnostic says it.
    let owner: String
    let keys: [StaticString]

    private init(_ owner: String, _ keys: [StaticString]) {
        self.owner = owner
        self.keys = keys
    }

    static let manifest = KeySet("A manifest", ["manifest", "permissions", "errors", "groups", "commands", "include"])
    static let included = KeySet("An included file", ["manifest", "permissions", "groups", "commands", "include"])
    static let command = KeySet(
        "A command",
        [
            "summary", "description", "plugin", "access", "permissions", "effects", "idempotent", "surfaces", "groups",
            "parameters", "rules", "errors", "reserved", "returns", "examples", "deprecated", "since",
        ])
    static let rule = KeySet("A rule", ["id", "when", "requires", "requiresAny", "forbids", "code", "message"])
    static let error = KeySet("An error entry", ["text", "sends", "shape", "field", "returns", "status", "extension"])
    static let example = KeySet("An example", ["request", "reply", "refusal"])
    static let limit = KeySet("A limit", ["is", "code", "says"])

    private static let limits: [StaticString] = [
        "notBlank", "oneOf", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems",
    ]
    private static let parts: [StaticString] = ["type", "secret", "members", "items"] + limits
    private static let taken: [StaticString] = parts + ["invalid", "default", "trim", "nfc", "emptyAllowed"]
    static let item = KeySet("An item", taken)
    static let member = KeySet("A member", taken + ["summary", "required", "aliases", "deprecated", "since"])
    static let parameter = KeySet("A parameter", taken + ["summary", "required", "role", "aliases", "deprecated", "since"])
    static let field = KeySet("A reply's field", parts + ["summary", "optional", "value"])
    static let fieldMember = KeySet("A member of a reply's object", parts + ["summary", "optional"])
    static let fieldItem = KeySet("An item of a reply's array", parts)

    func contains(_ key: YAMLNode) -> Bool { keys.contains { key.matches($0) } }

    /// The keys' texts.
    var words: [String] { keys.map { "\($0)" } }
}
