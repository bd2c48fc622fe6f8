// SPDX-License-Identifier: Apache-2.0

/// The keys of value declarations, and what each place has beside them.
extension KeySet {
    private typealias Kind = ValueDeclaration.Kind

    private static let code = LanguageShape.whole(1...Int(Int32.max))
    private static let count = LanguageShape.whole(0...Int(Int32.max))
    private static let texts = Kind.allCases.filter(\.isText)
    private static let numbers = Kind.allCases.filter(\.isNumeric)
    private static let lists: [Kind] = [.array, .idList]

    private static let limits: [LanguageKey] = [
        LanguageKey(
            "notBlank", .limit(.yes), "`true`: a text with something to see, not white space and zero-width characters alone", kinds: texts),
        LanguageKey(
            "oneOf", .limit(.list(.text, isFilled: true)),
            "list of texts, one of which it must be, exactly; for an `integer` or `id`, list of whole numbers",
            kinds: texts + [.integer, .id]),
        LanguageKey("pattern", .limit(.text), "a pattern (below) that the whole text must match", kinds: texts),
        LanguageKey("minLength", .limit(count), "of a text: the least Unicode scalars", kinds: texts),
        LanguageKey(
            "maxLength", .limit(count),
            "of a text: the most Unicode scalars. Default: 65536, for a `string` without `oneOf` that a caller sends",
            kinds: texts),
        LanguageKey("minimum", .limit(.number), "of a number, inclusive", kinds: numbers),
        LanguageKey("maximum", .limit(.number), "of a number, inclusive", kinds: numbers),
        LanguageKey("minItems", .limit(count), "of an array or idList: the least items", kinds: lists),
        LanguageKey(
            "maxItems", .limit(count), "of an array or idList: the most items. Default: 10000, for what a caller sends", kinds: lists),
    ]

    private static let type = LanguageKey(
        "type", .types, "one of the types below, or a list of types (a union: `[string, array]`, at most one of them composite)",
        isRequired: true)
    private static let secret = LanguageKey("secret", .flag, "`true`: never logged, never shown")

    private static func members(_ set: KeySet) -> LanguageKey {
        LanguageKey(
            "members", .map(.parameter, .keys(set)),
            "for `object`: name → parameter. An object with members refuses others; without, it takes any object", kinds: [.object])
    }

    private static func values(_ set: KeySet) -> LanguageKey {
        LanguageKey(
            "values", .keys(set),
            "for `object`, in place of `members`: the value declaration of each of its values, whose names the caller chooses",
            kinds: [.object])
    }

    private static func items(_ set: KeySet) -> LanguageKey {
        LanguageKey("items", .keys(set), "for `array`: the value declaration of each item", kinds: [.array])
    }

    /// What a value that a caller sends is declared with.
    static let ofItem: [LanguageKey] =
        [
            type,
            LanguageKey(
                "invalid", code,
                "the code when the value breaks its type, or a limit that has no code of its own. None anywhere: the one of the enclosing value, else 100006"
            ),
            LanguageKey("default", .anything, "the value when it is absent; must satisfy the declaration"),
            secret,
            LanguageKey("trim", .flag, "`true`: leading and trailing white space is removed before all limits", kinds: texts),
            LanguageKey("nfc", .flag, "`true`: the text is brought into Unicode NFC before all limits", kinds: texts),
            LanguageKey(
                "emptyAllowed", .flag,
                "`true`, for objects and arrays: an empty text, `[]` or `{}` is accepted, binds to an empty value and is not looked at further. A handler's struct for such an object has optional properties alone",
                kinds: [.object, .array]),
            members(.member), values(.item), items(.item),
        ] + limits

    private static let summary = LanguageKey("summary", .text, "what it is, one line")
    private static let required = LanguageKey(
        "required", code,
        "the code when it is missing; its presence makes the parameter required. Missing is: absent, `null`, or an empty text")
    private static let role = LanguageKey(
        "role", .word(ParameterDeclaration.Role.allCases.map(\.rawValue)),
        "`command`, `session`, `key`, `adminKey` or `format`: a parameter that the router reads itself")
    private static let names: [LanguageKey] = [
        LanguageKey("aliases", .list(.text, isFilled: false), "list of other names"),
        LanguageKey("deprecated", .text, "why it should not be used any more, one line"),
        LanguageKey("since", .text, "the version that brought it"),
    ]

    /// What a parameter has beside its value declaration.
    package static let ofParameterAlone = [summary, required, role] + names
    static let ofParameter = ofItem + ofParameterAlone
    static let ofMember = ofItem + [summary, required] + names

    private static let optional = LanguageKey("optional", .flag, "`true`: a reply may leave it out")
    /// What a reply's field has beside its value declaration.
    package static let ofFieldAlone = [
        summary, optional,
        LanguageKey(
            "value", .text, "the one text that it always has; the router writes it (`ErrorText: { type: string, value: \"\" }`)",
            kinds: texts),
    ]
    private static let empty = LanguageKey(
        "emptyAllowed", .flag, "`true`, for texts of a type with a form: an empty text stands for what is not set",
        kinds: texts.filter { $0 != .string })
    static let ofFieldItem = [type, secret, empty, members(.fieldMember), values(.fieldItem), items(.fieldItem)] + limits
    static let ofField = ofFieldItem + ofFieldAlone
    static let ofFieldMember = ofFieldItem + [summary, optional]

    static let ofLimit: [LanguageKey] = [
        LanguageKey("is", .anything, "the limit's value", isRequired: true),
        LanguageKey("code", code, "the code for breaking it"),
        LanguageKey("says", .text, "what a message says after the name in place of the limit (`must be one line`)"),
    ]
    static let ofFieldLimit = ofLimit.filter { $0.name == "is" }
}
