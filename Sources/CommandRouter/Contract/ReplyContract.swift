// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Holds what a handler replies against `returns`, where that is known before it runs: of a `Reply` that is `Codable`, and of one
/// that gives nothing.
struct ReplyContract {
    /// A field, or a member of a field's object.
    private struct Field {
        let name: String
        let isOptional: Bool
        /// Whether the router writes it where the handler does not.
        let isWritten: Bool
        let value: ValueDeclaration
        let location: SourceLocation

        init(_ field: FieldDeclaration) {
            (name, isOptional, isWritten) = (field.name, field.isOptional, field.constant != nil)
            (value, location) = (field.value, field.location)
        }

        init(_ member: ParameterDeclaration) {
            (name, isOptional, isWritten, value, location) = (member.name, member.isOptional, false, member.value, member.location)
        }
    }

    private let command: CommandDeclaration
    private(set) var diagnostics: [Diagnostic] = []

    init(_ command: CommandDeclaration, _ reply: ProbedKind?) {
        self.command = command
        switch reply {
        case .object(let keys): check(keys, command.returns.map(Field.init), of: "Reply", at: command.location)
        case .nothing: check([], command.returns.map(Field.init), of: "Reply", at: command.location)
        default: break
        }
    }

    private mutating func check(_ keys: [ProbedKey], _ fields: [Field], of owner: String, at location: SourceLocation) {
        var absent = fields.filter { field in !keys.contains { Self.isSame($0.name, field.name) } && !field.isWritten }
        for key in keys {
            if let field = fields.first(where: { Self.isSame(key.name, $0.name) }) {
                compare(key, field)
                continue
            }
            let nearest = Suggestion.nearest(to: key.name, among: absent.map(\.name))
            let meant = absent.first { $0.name == nearest }
            absent.removeAll { $0.name == nearest }
            add(
                meant?.location ?? location,
                "The handler's `\(owner)` of `\(command.name)` has `\(key.name)`, which `returns` does not declare.",
                nearest.map { "Did you mean `\($0)`? Write one name in both places." } ?? "Declare it there, or remove the property.")
        }
        for field in absent where !field.isOptional {
            add(
                field.location, "The handler's `\(owner)` of `\(command.name)` has no `\(field.name)`.",
                "Add the property, write `optional: true`, or take the field out.")
        }
    }

    private mutating func compare(_ key: ProbedKey, _ field: Field) {
        if key.isOptional, !field.isOptional {
            add(
                field.location, "`\(field.name)` is always there, and the handler's `\(key.name)` may be nil.",
                "Make the property one that is not optional, or write `optional: true`.")
        }
        guard Self.fits(key.kind, field.value) else {
            return add(
                field.location, "The handler of `\(command.name)` gives `\(field.name)` as \(key.kind.noun), which does not fit its type.",
                field.value.propertyType.map { "Give it as `\($0)`, or change its type." } ?? "Change the property, or the field's type.")
        }
        guard let (keys, members) = Self.parts(key.kind, field.value) else { return }
        check(keys, members.map(Field.init), of: field.name, at: field.location)
    }

    private mutating func add(_ location: SourceLocation, _ message: String, _ note: String) {
        diagnostics.append(Diagnostic(.contractReply, at: location, message, note: note))
    }

    private static func isSame(_ property: String, _ field: String) -> Bool { DecodingShape.fold(property) == DecodingShape.fold(field) }

    private static func parts(_ given: ProbedKind, _ value: ValueDeclaration) -> (keys: [ProbedKey], members: [ParameterDeclaration])? {
        switch given {
        case .object(let keys): value.members.map { (keys, $0) }
        case .array(let item): value.items.first.flatMap { parts(item, $0) }
        case .map(let item): value.values.first.flatMap { parts(item, $0) }
        default: nil
        }
    }

    /// Whether what is given is of one of the declared types.
    private static func fits(_ given: ProbedKind, _ value: ValueDeclaration) -> Bool {
        value.kinds.contains { fits(given, $0, value) }
    }

    private static func fits(_ given: ProbedKind, _ kind: ValueDeclaration.Kind, _ value: ValueDeclaration) -> Bool {
        switch (given, kind) {
        case (.custom, _), (.nothing, _), (.json, .object), (.json, .array), (.object, .object), (.boolean, .boolean): true
        case (.integer, _), (.otherInteger, _), (.oneOfIntegers, _): kind.isNumeric
        case (.number, .number), (.array(.integer), .idList): true
        case (.string, _): kind.isText
        case (.oneOf(let cases), _): kind.isText && takes(cases, value)
        case (.map(let item), .object): value.values.first.map { fits(item, $0) } ?? (value.members == nil)
        case (.array(let item), .array): value.items.first.map { fits(item, $0) } ?? true
        default: false
        }
    }

    private static func takes(_ cases: [String], _ value: ValueDeclaration) -> Bool {
        value.choices.map { Set(cases).isSubset(of: $0) } ?? true
    }
}
