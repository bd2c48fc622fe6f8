// SPDX-License-Identifier: Apache-2.0

/// One way to change the base, and what the comparison says of it.
struct DiffCase: Sendable {
    /// The key of the language that it changes, as `Owner.key`.
    let key: String
    let old: String
    let new: String
    /// The rule ids with their places from base to changed, and back.
    let there: [String]
    let back: [String]

    init(_ key: String, _ old: String, _ new: String, _ there: [String], back: [String]) {
        (self.key, self.old, self.new, self.there, self.back) = (key, old, new, there, back)
    }

    private static let tag = "tag.create"
    private static let command: [DiffCase] = [
        DiffCase(
            "command.summary", "Create a tag\n", "Make a tag\n", ["documentation.changed tag.create"],
            back: ["documentation.changed tag.create"]),
        DiffCase(
            "command.description", "More about it", "Less", ["documentation.changed tag.create"], back: ["documentation.changed tag.create"]
        ),
        DiffCase(
            "command.since", "since: \"1.0\"", "since: \"1.2\"", ["documentation.changed tag.create"],
            back: ["documentation.changed tag.create"]),
        DiffCase(
            "command.deprecated", "since: \"1.0\"", "since: \"1.0\"\n    deprecated: Old", ["deprecated.added tag.create"],
            back: ["deprecated.removed tag.create"]),
        DiffCase("command.access", "[user, admin]", "[user]", ["access.removed tag.create"], back: ["access.added tag.create"]),
        DiffCase(
            "command.access", "[none]", "[user]", ["access.removed tag.get", "access.removed tag.get"],
            back: ["access.added tag.get", "access.added tag.get"]),
        DiffCase(
            "command.permissions", "[Tag.Create]", "[Tag.Create, Tag.Get]", ["permission.demanded tag.create"],
            back: ["permission.dropped tag.create"]),
        DiffCase(
            "command.effects", "effects: write", "effects: destroy", ["effects.grown tag.create"], back: ["effects.shrunk tag.create"]),
        DiffCase(
            "command.idempotent", "idempotent: true", "idempotent: false", ["idempotent.removed tag.create"],
            back: ["idempotent.added tag.create"]),
        DiffCase("command.surfaces", "[api, v1]", "[api, v1, rpc]", ["surface.added tag.create"], back: ["surface.removed tag.create"]),
        DiffCase(
            "command.groups", "groups: [key]", "groups: []", ["parameter.removed tag.create/parameters.APIKey"],
            back: ["parameter.added tag.create/parameters.APIKey"]),
        DiffCase("command.reserved", "[20]", "[20, 21]", ["reserved.changed tag.create"], back: ["reserved.changed tag.create"]),
        DiffCase(
            "command.examples", "{ request: {}, refusal: { ErrorCode: [1] } }", "{ request: { Q: '' }, refusal: { ErrorCode: [1] } }",
            ["example.changed tag.get"], back: ["example.changed tag.get"]),
        DiffCase("example.reply", "Count: 5", "Count: 6", ["example.changed tag.get"], back: ["example.changed tag.get"]),
        DiffCase("example.request", "Q: summer", "Q: winter", ["example.changed tag.get"], back: ["example.changed tag.get"]),
        DiffCase(
            "example.refusal", "ErrorCode: [1] }", "ErrorCode: [1], Success: false }", ["example.changed tag.get"],
            back: ["example.changed tag.get"]),
        DiffCase(
            "manifest.commands", "  tag.get:\n", "  tag.read:\n", ["command.added tag.read", "command.removed tag.get"],
            back: ["command.added tag.get", "command.removed tag.read"]),
        DiffCase("manifest.commands", "  tag.get:\n", "  Tag.Get:\n", ["command.spelling Tag.Get"], back: ["command.spelling tag.get"]),
        DiffCase(
            "manifest.permissions", "Read tags", "Look at tags", ["documentation.changed permissions.Tag.Get"],
            back: ["documentation.changed permissions.Tag.Get"]),
        DiffCase(
            "manifest.permissions", "  Tag.Get: Read tags\n", "", ["permission.removed permissions.Tag.Get"],
            back: ["permission.added permissions.Tag.Get"]),
        DiffCase(
            "manifest.errors", "99998: Not authenticated", "99998: Who?", ["error.text errors.99998"], back: ["error.text errors.99998"]),
        DiffCase(
            "manifest.groups", "APIKey: {", "AdminKey: {",
            ["parameter.added tag.create/parameters.AdminKey", "parameter.removed tag.create/parameters.APIKey"],
            back: ["parameter.added tag.create/parameters.APIKey", "parameter.removed tag.create/parameters.AdminKey"]),
    ]

    private static func parameter(
        _ key: String, _ old: String, _ new: String, _ place: String, _ there: String, back: String
    ) -> DiffCase {
        DiffCase(key, old, new, ["\(there) tag.create/\(place)"], back: ["\(back) tag.create/\(place)"])
    }

    private static let parameters: [DiffCase] = [
        parameter("parameter.role", "role: key, ", "", "parameters.APIKey", "role.changed", back: "role.changed"),
        parameter("parameter.secret", "secret: true, ", "", "parameters.APIKey", "secret.changed", back: "secret.changed"),
        parameter(
            "parameter.summary", "summary: The tag", "summary: Its name", "parameters.Tag", "documentation.changed",
            back: "documentation.changed"),
        parameter(
            "parameter.since", "since: \"1.1\"", "since: \"1.2\"", "parameters.Kind", "documentation.changed", back: "documentation.changed"
        ),
        parameter("parameter.deprecated", ", deprecated: Use Kind", "", "parameters.Color", "deprecated.removed", back: "deprecated.added"),
        parameter("parameter.aliases", "aliases: [Name], ", "", "parameters.Tag", "alias.removed", back: "alias.added"),
        parameter(
            "command.parameters", "      Any: { type: object }\n", "", "parameters.Any", "parameter.removed", back: "parameter.added"),
        DiffCase(
            "command.parameters", "      Any: { type: object }\n", "      Any: { type: object }\n      Must: { type: id, required: 1 }\n",
            ["parameter.demanded tag.create/parameters.Must"], back: ["parameter.removed tag.create/parameters.Must"]),
        DiffCase(
            "command.parameters", "Tag: { type: string, required: 1, invalid: 2, trim: true, maxLength: 20, minLength: 2, aliases: [Name]",
            "Name: { type: string, required: 1, invalid: 2, trim: true, maxLength: 20, minLength: 2, aliases: [Tag]",
            ["parameter.renamed tag.create/parameters.Name"], back: ["parameter.renamed tag.create/parameters.Tag"]),
        DiffCase(
            "command.parameters", "      Any: { type: object }\n      Union: { type: [integer, string], invalid: 2 }\n",
            "      Union: { type: [integer, string], invalid: 2 }\n      Any: { type: object }\n", ["order.changed tag.create/parameters"],
            back: ["order.changed tag.create/parameters"]),
        DiffCase(
            "command.parameters", "      IDs: { type: idList, minItems: 1, maxItems: 5 }\n      Where:",
            "      IDs: { type: idList, minItems: 1, maxItems: 5 }\n      More: { type: string }\n      Where:",
            ["parameter.added tag.create/parameters.More"], back: ["parameter.removed tag.create/parameters.More"]),
        parameter(
            "parameter.required", "required: 1, invalid: 2", "required: 3, invalid: 2", "parameters.Tag.required", "code.changed",
            back: "code.changed"),
        parameter(
            "parameter.required", "Rows: { type: array, items", "Rows: { required: 1, type: array, items", "parameters.Rows",
            "required.added", back: "required.removed"),
        parameter("parameter.default", "default: soon", "default: late", "parameters.Kind", "default.changed", back: "default.changed"),
        parameter("parameter.default", "default: soon, ", "", "parameters.Kind", "default.changed", back: "default.changed"),
        parameter("parameter.trim", "trim: true, ", "", "parameters.Tag", "preparation.removed", back: "preparation.added"),
        parameter("parameter.nfc", "nfc: true, ", "", "parameters.Color", "preparation.removed", back: "preparation.added"),
        parameter("parameter.emptyAllowed", "emptyAllowed: true, ", "", "parameters.Where", "empty.refused", back: "empty.allowed"),
        parameter(
            "parameter.members", "Any: { type: object }", "Any: { type: object, members: {} }", "parameters.Any", "members.closed",
            back: "members.opened"),
        parameter(
            "parameter.items", "Rows: { type: array, items: { type: integer, minimum: 0 } }", "Rows: { type: array }", "parameters.Rows",
            "members.opened",
            back: "members.closed"),
        parameter(
            "parameter.type", "Rows: { type: array, items: { type: integer", "Rows: { type: array, items: { type: number",
            "parameters.Rows[]", "type.widened", back: "type.narrowed"),
        parameter(
            "parameter.type", "Any: { type: object }", "Any: { type: boolean }", "parameters.Any", "type.changed", back: "type.changed"),
        parameter("parameter.type", "[integer, string]", "[string, integer]", "parameters.Union", "type.order", back: "type.order"),
        parameter(
            "parameter.type", "[integer, string]", "[integer, string, boolean]", "parameters.Union", "type.widened", back: "type.narrowed"),
        DiffCase(
            "parameter.invalid", "maximum: { is: 9, code: 3 }, invalid: 4", "maximum: { is: 9, code: 3 }, invalid: 2",
            ["code.changed tag.create/parameters.Weight.type", "code.changed tag.create/parameters.Weight.minimum"],
            back: ["code.changed tag.create/parameters.Weight.type", "code.changed tag.create/parameters.Weight.minimum"]),
        parameter(
            "member.required", "City: { type: string, required: 5 }", "City: { type: string }", "parameters.Where.City", "required.removed",
            back: "required.added"),
        parameter(
            "member.type", "Zip: { type: string }", "Zip: { type: date }", "parameters.Where.Zip", "type.narrowed", back: "type.widened"),
        DiffCase(
            "member.invalid", "Zip: { type: string }", "Zip: { type: string, invalid: 5 }",
            ["code.changed tag.create/parameters.Where.Zip.type"],
            back: ["code.changed tag.create/parameters.Where.Zip.type"]),
        parameter(
            "item.type", "items: { type: integer, minimum: 0 }", "items: { type: id, minimum: 0 }", "parameters.Rows[]", "type.narrowed",
            back: "type.widened"),
    ]

    private static let limits: [DiffCase] = [
        parameter("limit.is", "is: 9", "is: 10", "parameters.Weight.maximum", "limit.loosened", back: "limit.tightened"),
        parameter("limit.code", "code: 3", "code: 4", "parameters.Weight.maximum", "code.changed", back: "code.changed"),
        parameter(
            "parameter.minimum", "minimum: 1, maximum: { is", "minimum: 2, maximum: { is", "parameters.Weight.minimum", "limit.tightened",
            back: "limit.loosened"),
        parameter(
            "parameter.maximum", ", maximum: { is: 9, code: 3 }", "", "parameters.Weight.maximum", "limit.removed", back: "limit.added"),
        parameter(
            "parameter.maxLength", "maxLength: 20", "maxLength: 19", "parameters.Tag.maxLength", "limit.tightened", back: "limit.loosened"),
        parameter(
            "parameter.minLength", "minLength: 2", "minLength: 3", "parameters.Tag.minLength", "limit.tightened", back: "limit.loosened"),
        parameter("parameter.minItems", "minItems: 1", "minItems: 2", "parameters.IDs.minItems", "limit.tightened", back: "limit.loosened"),
        parameter("parameter.maxItems", "maxItems: 5", "maxItems: 6", "parameters.IDs.maxItems", "limit.loosened", back: "limit.tightened"),
        parameter("parameter.notBlank", "notBlank: true, ", "", "parameters.Color.notBlank", "limit.removed", back: "limit.added"),
        parameter("parameter.pattern", "[a-f]+", "[a-g]+", "parameters.Color.pattern", "pattern.loosened", back: "pattern.tightened"),
        parameter("parameter.pattern", "[a-f]+", "[b-g]+", "parameters.Color.pattern", "pattern.changed", back: "pattern.changed"),
        parameter("parameter.pattern", "[a-f]+", "[g-m]+", "parameters.Color.pattern", "pattern.replaced", back: "pattern.replaced"),
        parameter("parameter.pattern", "[a-f]+", "[a-f][a-f]*", "parameters.Color.pattern", "pattern.spelling", back: "pattern.spelling"),
        DiffCase(
            "parameter.oneOf", "[soon, late, never]", "[soon, late, never, often]", ["choice.added tag.create/parameters.Kind.oneOf"],
            back: ["choice.removed tag.create/parameters.Kind.oneOf"]),
        DiffCase(
            "parameter.oneOf", "oneOf: [1, 2, 3]", "oneOf: [1, 2]", ["choice.removed tag.create/parameters.Level.oneOf"],
            back: ["choice.added tag.create/parameters.Level.oneOf"]),
        parameter(
            "parameter.values", "values: { type: string, maxLength: 9 }", "values: { type: string, maxLength: 8 }",
            "parameters.Notes.*.maxLength", "limit.tightened", back: "limit.loosened"),
        parameter(
            "parameter.values", ", values: { type: string, maxLength: 9 }", "", "parameters.Notes", "members.opened", back: "members.closed"
        ),
        parameter(
            "field.values", "values: { type: integer, minimum: 0 }", "values: { type: integer }", "returns.Sums.*.minimum",
            "reply.value.widened", back: "reply.value.narrowed"),
        parameter(
            "field.values", ", values: { type: integer, minimum: 0 }", "", "returns.Sums", "reply.value.widened",
            back: "reply.value.narrowed"),
        parameter(
            "parameter.oneOf", "[soon, late, never]", "[late, soon, never]", "parameters.Kind.oneOf", "choice.order", back: "choice.order"),
    ]

    private static let words: [DiffCase] = [
        parameter("limit.says", "must be dull", "must be grey", "parameters.Color.pattern", "limit.message", back: "limit.message")
    ]

    private static let rules: [DiffCase] = [
        parameter("rule.id", "id: weight-or-color", "id: one-of-three", "rules.one-of-three", "rule.renamed", back: "rule.renamed")
            .back("rule.renamed tag.create/rules.weight-or-color"),
        parameter(
            "rule.when", "[late, never] }, requires", "[late] }, requires", "rules.late-needs-color", "rule.loosened",
            back: "rule.tightened"),
        parameter(
            "rule.requires", "requires: [Color]", "requires: [Color, Weight]", "rules.late-needs-color", "rule.tightened",
            back: "rule.loosened"),
        parameter(
            "rule.requiresAny", "[Weight, Color, IDs]", "[Weight, Color]", "rules.weight-or-color", "rule.tightened", back: "rule.loosened"),
        parameter(
            "rule.atMostOne", "atMostOne: [Rows, IDs, Level]", "atMostOne: [Rows, IDs]", "rules.heavy-alone", "rule.loosened",
            back: "rule.tightened"),
        parameter(
            "rule.atMostOne", "atMostOne: [Rows, IDs, Level]", "forbids: [Rows, IDs]", "rules.heavy-alone", "rule.tightened",
            back: "rule.loosened"),
        parameter(
            "rule.whenPresent", "whenPresent: [Weight, Color]", "whenPresent: [Weight]", "rules.heavy-alone", "rule.tightened",
            back: "rule.loosened"),
        parameter(
            "rule.whenPresent", "whenPresent: [Weight, Color]", "whenAbsent: [Weight, Color]", "rules.heavy-alone", "rule.changed",
            back: "rule.changed"),
        parameter(
            "rule.whenAbsent", "whenAbsent: [Weight, Kind]", "whenAbsent: [Kind]", "rules.light-has-notes", "rule.tightened",
            back: "rule.loosened"),
        parameter("rule.forbids", "requires: [Color]", "forbids: [Color]", "rules.late-needs-color", "rule.changed", back: "rule.changed"),
        parameter(
            "rule.code", "requires: [Color], code: 6", "requires: [Color], code: 5", "rules.late-needs-color", "code.changed",
            back: "code.changed"),
        parameter("rule.message", "message: A color", "message: One", "rules.late-needs-color", "rule.message", back: "rule.message"),
        parameter(
            "command.rules", "      - { id: weight-or-color, requiresAny: [Weight, Color, IDs], code: 7 }\n", "", "rules.weight-or-color",
            "rule.removed",
            back: "rule.added"),
        DiffCase(
            "command.rules",
            """
                  - { id: late-needs-color, when: { Kind: [late, never] }, requires: [Color], code: 6, message: A color }
                  - { id: weight-or-color, requiresAny: [Weight, Color, IDs], code: 7 }
            """,
            """
                  - { id: weight-or-color, requiresAny: [Weight, Color, IDs], code: 7 }
                  - { id: late-needs-color, when: { Kind: [late, never] }, requires: [Color], code: 6, message: A color }
            """, ["order.changed tag.create/rules"], back: ["order.changed tag.create/rules"]),
    ]

    private static let errors: [DiffCase] = [
        parameter("command.errors", "      7: {", "      8: Else\n      7: {", "errors.8", "error.added", back: "error.removed"),
        parameter("error.text", "text: Too heavy", "text: Heavy", "errors.3", "error.text", back: "error.text"),
        parameter("error.text", "text: Bad Tag", "text: Bad tag", "errors.2", "documentation.changed", back: "documentation.changed"),
        parameter("error.sends", ", sends: Bad }", " }", "errors.2", "error.text", back: "error.text"),
        parameter("error.shape", ", shape: array", "", "errors.4", "error.shape", back: "error.shape"),
        parameter("error.field", "field: Text, ", "", "errors.5", "error.field", back: "error.field"),
        parameter(
            "error.returns", ", returns: { Place: { type: string } }", "", "errors.5.returns.Place", "reply.field.removed",
            back: "reply.field.added"),
        parameter("error.status", "status: 409", "status: 404", "errors.3", "error.status", back: "error.status"),
        parameter("error.extension", ", extension: true", "", "errors.7", "documentation.changed", back: "documentation.changed"),
    ]

    private static let replies: [DiffCase] = [
        parameter(
            "command.returns", "      List: {", "      Last: { type: string, optional: true }\n      List: {", "returns.Last",
            "reply.field.added", back: "reply.field.removed"),
        parameter(
            "field.summary", "summary: Its id", "summary: The id", "returns.TagID", "documentation.changed", back: "documentation.changed"),
        parameter(
            "field.optional", "oneOf: [new, old], optional: true", "oneOf: [new, old], optional: false", "returns.State",
            "reply.field.certain", back: "reply.field.optional"),
        parameter("field.value", ", value: x", "", "returns.Mark", "reply.field.constant", back: "reply.value.narrowed"),
        parameter(
            "field.type", "TagID: { type: id", "TagID: { type: integer", "returns.TagID", "reply.type.changed", back: "reply.type.narrowed"),
        parameter(
            "field.secret", "Mark: { type: string", "Mark: { secret: true, type: string", "returns.Mark", "secret.changed",
            back: "secret.changed"),
        parameter(
            "field.oneOf", "oneOf: [new, old]", "oneOf: [new, old, odd]", "returns.State.oneOf", "reply.value.widened",
            back: "reply.value.narrowed"),
        parameter(
            "field.pattern", "Mark: { type: string", "Mark: { pattern: x*, type: string", "returns.Mark.pattern", "reply.value.narrowed",
            back: "reply.value.widened"),
        parameter(
            "fieldMember.minimum", "A: { type: integer, minimum: 1", "A: { type: integer, minimum: 2", "returns.Parts.A.minimum",
            "reply.value.narrowed", back: "reply.value.widened"),
        parameter(
            "fieldMember.optional", "minimum: 1, optional: true }, B: { type: string }",
            "minimum: 1, optional: true }, B: { type: string, optional: true }", "returns.Parts.B", "reply.field.optional",
            back: "reply.field.certain"),
        parameter(
            "fieldMember.type", "B: { type: string }", "B: { type: [string, boolean] }", "returns.Parts.B", "reply.type.changed",
            back: "reply.type.narrowed"),
        parameter(
            "fieldItem.maxLength", "items: { type: string, maxLength: 5 }", "items: { type: string }", "returns.List[].maxLength",
            "reply.value.widened", back: "reply.value.narrowed"),
        parameter(
            "field.items", "List: { type: array, items: { type: string, maxLength: 5 } }", "List: { type: array }", "returns.List",
            "reply.value.widened", back: "reply.value.narrowed"),
        parameter(
            "field.members", "Parts: { type: object, members: { A: { type: integer, minimum: 1, optional: true }, B: { type: string } } }",
            "Parts: { type: object }", "returns.Parts", "reply.value.widened", back: "reply.value.narrowed"),
        parameter(
            "field.notBlank", "Mark: { type: string", "Mark: { notBlank: true, type: string", "returns.Mark.notBlank",
            "reply.value.narrowed", back: "reply.value.widened"),
        parameter(
            "field.emptyAllowed", "Day: { type: date", "Day: { emptyAllowed: true, type: date", "returns.Day", "reply.value.widened",
            back: "reply.value.narrowed"),
        parameter(
            "field.minLength", "Mark: { type: string", "Mark: { minLength: 1, type: string", "returns.Mark.minLength",
            "reply.value.narrowed", back: "reply.value.widened"),
        parameter(
            "field.maximum", "A: { type: integer", "A: { maximum: 9, type: integer", "returns.Parts.A.maximum", "reply.value.narrowed",
            back: "reply.value.widened"),
        parameter(
            "field.minItems", "List: { type: array", "List: { minItems: 1, type: array", "returns.List.minItems", "reply.value.narrowed",
            back: "reply.value.widened"),
        parameter(
            "field.maxItems", "List: { type: array", "List: { maxItems: 9, type: array", "returns.List.maxItems", "reply.value.narrowed",
            back: "reply.value.widened"),
    ]

    static let all = command + parameters + limits + words + rules + errors + replies

    private func back(_ lines: String...) -> DiffCase { DiffCase(key, old, new, there, back: lines) }
}
