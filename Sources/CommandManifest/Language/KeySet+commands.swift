// SPDX-License-Identifier: Apache-2.0

/// The keys of a file, of a command, and of what stands in it beside values.
extension KeySet {
    private static let code = LanguageShape.whole(1...Int(Int32.max))

    static let top: [LanguageKey] = [
        LanguageKey("manifest", .version, "`1`: the version of this language", isRequired: true),
        LanguageKey("permissions", .map(.any, .text), "name → what it allows (text)"),
        LanguageKey(
            "errors", .map(.code, .textOr(.error)), "code → error entry: codes that belong to no command (99998, 99999, 100000 …)"),
        LanguageKey(
            "groups", .map(.any, .map(.parameter, .keys(.parameter))),
            "name → parameters (as under a command) that commands share"),
        LanguageKey("commands", .map(.command, .keys(.command)), "name → command"),
        LanguageKey(
            "include", .list(.text, isFilled: false),
            "list of files, relative to this one, that hold more `permissions`, `groups` and `commands`"),
    ]
    static let part =
        [LanguageKey("manifest", .version, "`1`: the version of this language")]
        + top.filter { $0.name != "manifest" && $0.name != "errors" }

    static let ofCommand: [LanguageKey] = [
        LanguageKey("summary", .text, "one line", isRequired: true),
        LanguageKey("description", .text, "more text"),
        LanguageKey("plugin", .text, "name of the plugin that handles it", isRequired: true),
        LanguageKey(
            "access", .list(.word(CommandDeclaration.Access.allCases.map(\.rawValue)), isFilled: true),
            "list of `user`, `admin`; or `[none]`, which asks for no credentials", isRequired: true),
        LanguageKey(
            "permissions", .list(.text, isFilled: false), "list of declared permissions, all of which are needed; `[]` says that none is",
            isRequired: true),
        LanguageKey(
            "effects", .word(CommandDeclaration.Effects.allCases.map(\.rawValue)), "`read`, `write` or `destroy`", isRequired: true),
        LanguageKey(
            "idempotent", .flag,
            "`true` or `false`: whether calling twice does no more than calling once. Default: true for `read`"),
        LanguageKey(
            "surfaces", .list(.word(CommandDeclaration.Surface.allCases.map(\.rawValue)), isFilled: true),
            "list of `api` (/api.php), `v1` (/api/v1/NAME), `rpc` (/rpc). Default: all three"),
        LanguageKey("groups", .list(.text, isFilled: false), "list of groups whose parameters this command takes too, before its own"),
        LanguageKey("parameters", .map(.parameter, .keys(.parameter)), "name → parameter"),
        LanguageKey("rules", .list(.keys(.rule), isFilled: false), "list of conditional rules"),
        LanguageKey("errors", .map(.code, .textOr(.error)), "code → error entry"),
        LanguageKey("reserved", .list(code, isFilled: false), "list of codes that are never sent"),
        LanguageKey(
            "returns", .map(.parameter, .keys(.field)),
            "name → reply field: the reply's fields beside `Success` and `ErrorCode`; `{}` where there are none", isRequired: true),
        LanguageKey("examples", .list(.keys(.example), isFilled: false), "list of requests with what they are answered"),
        LanguageKey("deprecated", .text, "why it should not be used any more, one line"),
        LanguageKey("since", .text, "the version that brought it"),
    ]

    static let ofRule: [LanguageKey] = [
        LanguageKey("id", .text, "its rule id: letters, digits and hyphens, unique in its command", isRequired: true),
        LanguageKey(
            "when", .map(.parameter, .operands),
            "parameter → value, all of which hold for the rule to apply; a list means one of its values"),
        LanguageKey(
            "whenPresent", .list(.text, isFilled: true),
            "list of parameters, all of which are there for the rule to apply, whatever they are"),
        LanguageKey("whenAbsent", .list(.text, isFilled: true), "list of parameters, none of which is there for the rule to apply"),
        LanguageKey("requires", .list(.text, isFilled: true), "list of parameters, all of which must be there"),
        LanguageKey("requiresAny", .list(.text, isFilled: true), "list of parameters, one of which must be there"),
        LanguageKey("atMostOne", .list(.text, isFilled: true), "list of parameters, no two of which may be there"),
        LanguageKey("forbids", .list(.text, isFilled: true), "list of parameters, none of which may be there"),
        LanguageKey("code", code, "the code for breaking it", isRequired: true),
        LanguageKey("message", .text, "what a caller reads in `Errors`, one line. Default: a sentence made from the rule"),
    ]

    static let ofError: [LanguageKey] = [
        LanguageKey("text", .text, "what it means", isRequired: true),
        LanguageKey("sends", .text, "what the caller reads in `ErrorText`, where that differs"),
        LanguageKey("shape", .word(["number", "array"]), "`number` (default) or `array`: `[1]` with `[\"text\"]`"),
        LanguageKey("field", .text, "a field that has the text too, beside `ErrorText`"),
        LanguageKey("returns", .map(.parameter, .keys(.field)), "name → reply field: fields beside it, which the handler gives"),
        LanguageKey("status", .whole(200...599), "HTTP status on /api/v1: 404, 409 or 422 (default) for a command's own code"),
        LanguageKey("extension", .flag, "`true`: ours, not the page's"),
    ]

    static let ofExample: [LanguageKey] = [
        LanguageKey("request", .object, "parameter → value, without command and credentials", isRequired: true),
        LanguageKey("reply", .object, "fields beside `Success` and `ErrorCode`"),
        LanguageKey("refusal", .object, "in place of `reply`: `{ ErrorCode: … }` with what else the page shows"),
    ]
}
