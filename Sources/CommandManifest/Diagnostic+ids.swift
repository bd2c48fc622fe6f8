// SPDX-License-Identifier: Apache-2.0

extension Diagnostic.ID {
    /// Declares an id of the manifest's reader.
    private static func id(_ text: String) -> Self { Self(text) }

    // MARK: Files

    /// A file cannot be read.
    public static let fileUnreadable = id("file.unreadable")
    /// An `include` that is not the relative path of a file.
    public static let includeInvalid = id("include.invalid")
    /// A file that is included by itself, or by several.
    public static let includeDuplicate = id("include.duplicate")
    /// A file that is included and is not in the folder of the manifest.
    public static let includeOutside = id("include.outside")
    /// More files than a manifest may have.
    public static let includeLimit = id("include.limit")
    /// More faults than are shown.
    public static let diagnosticsLimit = id("diagnostics.limit")

    // MARK: YAML

    /// libyaml cannot read on.
    public static let yamlSyntax = id("yaml.syntax")
    /// Bytes that are not UTF-8.
    public static let yamlEncoding = id("yaml.encoding")
    /// U+0000, a control character, a line break that only some readers see, or a long row of combining marks.
    public static let yamlCharacter = id("yaml.character")
    /// A line that starts with `%`.
    public static let yamlDirective = id("yaml.directive")
    /// Files that are too large.
    public static let yamlSize = id("yaml.size")
    /// Too many values.
    public static let yamlNodes = id("yaml.nodes")
    /// Values too deep in one another.
    public static let yamlDepth = id("yaml.depth")
    /// A second document in the file.
    public static let yamlDocuments = id("yaml.documents")
    /// A tag, such as `!!str`.
    public static let yamlTag = id("yaml.tag")
    /// A key twice in one mapping.
    public static let yamlKeyDuplicate = id("yaml.key.duplicate")
    /// The merge key `<<`.
    public static let yamlKeyMerge = id("yaml.key.merge")
    /// A key that is a list, a mapping or an alias.
    public static let yamlKeyKind = id("yaml.key.kind")
    /// An alias without an anchor before it.
    public static let yamlAliasUndefined = id("yaml.alias.undefined")
    /// An alias inside of what it names.
    public static let yamlAliasCycle = id("yaml.alias.cycle")
    /// Aliases that stand for too much.
    public static let yamlAliasExpansion = id("yaml.alias.expansion")

    // MARK: Keys and their values

    /// A file without content, or with another version of the language.
    public static let manifestVersion = id("manifest.version")
    /// A key that the language does not have in this place.
    public static let keyUnknown = id("key.unknown")
    /// A key that must be there and is not.
    public static let keyMissing = id("key.missing")
    /// A key that says nothing about a value of this type, or in this place.
    public static let keyMisplaced = id("key.misplaced")
    /// A value of the wrong kind, such as a text where a list is due.
    public static let valueKind = id("value.kind")
    /// A word that is not one of those due.
    public static let valueChoice = id("value.choice")
    /// A number out of its range.
    public static let valueRange = id("value.range")
    /// A list or text that must not be empty.
    public static let valueEmpty = id("value.empty")
    /// A text of several lines where one is due.
    public static let valueMultiline = id("value.multiline")
    /// A list that has something twice.
    public static let valueDuplicate = id("value.duplicate")

    // MARK: Commands

    /// A command's name that is not words joined by dots.
    public static let commandNameInvalid = id("command.name.invalid")
    /// A command's name that is kept for the router's own commands.
    public static let commandNameReserved = id("command.name.reserved")
    /// Two commands whose names differ in case at most.
    public static let commandNameDuplicate = id("command.name.duplicate")
    /// `none` beside other kinds of caller.
    public static let accessNone = id("access.none")
    /// A permission asked of a caller who has no credentials.
    public static let permissionAnonymous = id("permission.anonymous")
    /// A secret in the reply to a caller who has no credentials, and who gave no secret.
    public static let secretAnonymous = id("secret.anonymous")
    /// A permission that is not declared.
    public static let permissionUndeclared = id("permission.undeclared")
    /// A permission that is declared twice, or twice but for case.
    public static let permissionDuplicate = id("permission.duplicate")
    /// A group that is not declared.
    public static let groupUndeclared = id("group.undeclared")
    /// A group that is declared twice, or twice but for case.
    public static let groupDuplicate = id("group.duplicate")
    /// A group's parameter whose name the command, or another of its groups, has too.
    public static let groupClash = id("group.clash")

    // MARK: Codes

    /// A code that is used and not listed.
    public static let codeUndeclared = id("code.undeclared")
    /// A code that is listed twice.
    public static let codeDuplicate = id("code.duplicate")
    /// A code that is reserved and used all the same.
    public static let codeReserved = id("code.reserved")

    // MARK: Parameters and values

    /// A name that is not letters, digits and underscores.
    public static let parameterNameInvalid = id("parameter.name.invalid")
    /// Two names of parameters, or of members, that differ in case at most, aliases included.
    public static let parameterNameDuplicate = id("parameter.name.duplicate")
    /// Two parameters with one role, or a role that does not fit.
    public static let parameterRoleInvalid = id("parameter.role.invalid")
    /// A default that breaks its own declaration.
    public static let parameterDefaultInvalid = id("parameter.default.invalid")
    /// A default of a parameter that is required.
    public static let parameterDefaultRequired = id("parameter.default.required")
    /// A type that the language does not have.
    public static let typeUnknown = id("type.unknown")
    /// A union that cannot be told apart.
    public static let typeUnion = id("type.union")
    /// A limit that does not fit the type.
    public static let limitMisplaced = id("limit.misplaced")
    /// Limits that no value can satisfy.
    public static let limitContradiction = id("limit.contradiction")
    /// A pattern that cannot be read.
    public static let patternInvalid = id("pattern.invalid")

    // MARK: Replies

    /// A field's name that is not letters, digits and underscores.
    public static let fieldNameInvalid = id("field.name.invalid")
    /// Two fields whose names differ in case at most.
    public static let fieldNameDuplicate = id("field.name.duplicate")
    /// A field that the router writes itself.
    public static let fieldNameReserved = id("field.name.reserved")
    /// A field's one text that breaks its own declaration.
    public static let fieldValueInvalid = id("field.value.invalid")

    // MARK: Rules

    /// A rule's id that is not letters, digits and hyphens.
    public static let ruleIDInvalid = id("rule.id.invalid")
    /// Two rules of a command with one id.
    public static let ruleIDDuplicate = id("rule.id.duplicate")
    /// None, or several, of `requires`, `requiresAny`, `atMostOne` and `forbids`.
    public static let ruleDemand = id("rule.demand")
    /// A parameter that the command does not have.
    public static let ruleParameterUnknown = id("rule.parameter.unknown")
    /// A rule about a parameter that the router reads itself.
    public static let ruleParameterRole = id("rule.parameter.role")
    /// A condition that no valid request meets.
    public static let ruleNeverApplies = id("rule.never-applies")
    /// A demand that every request meets.
    public static let ruleAlwaysHolds = id("rule.always-holds")
    /// A demand that no request meets to which the rule applies.
    public static let ruleAlwaysFails = id("rule.always-fails")
    /// Rules that cannot all be satisfied where they apply together.
    public static let ruleContradiction = id("rule.contradiction")
    /// A rule that is never the first that is broken.
    public static let ruleShadowed = id("rule.shadowed")
    /// A command whose rules no call satisfies.
    public static let commandUnsatisfiable = id("command.unsatisfiable")
    /// What was not proven about a command, since it would take too long.
    public static let commandUnproven = id("command.unproven")

    // MARK: Examples

    /// Neither a reply nor a refusal, or both.
    public static let exampleOutcome = id("example.outcome")
    /// A request that its own command would refuse.
    public static let exampleRequestInvalid = id("example.request.invalid")
    /// A reply that breaks `returns`.
    public static let exampleReplyInvalid = id("example.reply.invalid")
    /// A refusal that its request would not get.
    public static let exampleRefusalInvalid = id("example.refusal.invalid")
}
