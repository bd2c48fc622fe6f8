// SPDX-License-Identifier: Apache-2.0

/// Types and limits of a value that a manifest writes: a default, a condition, an example.
///
/// It answers as the router's binder does, over values instead of bytes; what it accepts it gives in bound form.
/// - SeeAlso: docs/manifest.md, "A value"
package struct ValueCheck {
    /// Which way a value goes.
    package enum Side: Sendable {
        /// From a caller: texts stand for numbers and the like.
        case request
        /// To a caller: only the kind itself will do.
        case reply
    }

    /// One way in which a value breaks its declaration.
    package struct Violation: Hashable, Sendable {
        /// The names that lead to the value, joined by dots; items have none.
        public var path: String
        /// What it breaks: `type`, `required`, `unknown`, or the limit's keyword.
        public var keyword: String
        /// The declared code; nil where no declaration around it has one.
        public var code: Int?
        /// The rule id.
        public var rule: String { path.isEmpty ? keyword : path + "." + keyword }
    }

    /// Which way the values go.
    package let side: Side
    /// What was found so far, in declared order.
    package private(set) var violations: [Violation] = []

    /// Starts without violations.
    package init(side: Side = .request) { self.side = side }

    /// The value in bound form, or nil where it breaks its type or a limit; then `violations` has grown.
    package mutating func bind(
        _ value: ManifestValue, to declaration: ValueDeclaration, at path: String = "", enclosing: Int? = nil
    ) -> ManifestValue? {
        let code = declaration.invalid ?? enclosing
        if declaration.kinds.isEmpty { return value }
        if declaration.allowsEmpty, let empty = value.emptyComposite(declaration.kinds) { return empty }
        if side == .reply, declaration.allowsEmpty, value.isEmptyText { return value }
        let count = violations.count
        guard let (bound, kind) = accept(value, declaration) else {
            violations.append(Violation(path: path, keyword: "type", code: code))
            return nil
        }
        for limit in declaration.limits where limit.condition.fits(kind) && !limit.condition.holds(for: bound) {
            violations.append(Violation(path: path, keyword: limit.condition.keyword, code: limit.code ?? code))
        }
        let whole = bindParts(bound, of: declaration, at: path, code)
        return violations.count == count ? whole : nil
    }

    private func accept(_ value: ManifestValue, _ declaration: ValueDeclaration) -> (ManifestValue, ValueDeclaration.Kind)? {
        let prepared = value.prepared(for: declaration)
        for kind in declaration.kinds {
            if let bound = kind.bound(prepared, side) { return (bound, kind) }
        }
        return nil
    }
}

// MARK: Members and items

extension ValueCheck {
    private mutating func bindParts(
        _ value: ManifestValue, of declaration: ValueDeclaration, at path: String, _ code: Int?
    ) -> ManifestValue {
        switch value {
        case .object(let entries):
            if let declared = declaration.values.first { return .object(bind(entries, to: declared, at: path, code)) }
            guard let members = declaration.members else { return value }
            return .object(bind(entries, to: members, at: path, enclosing: code).map { ManifestValue.Member($0.key.name, $0.value) })
        case .array(let items) where declaration.kinds.contains(.array):
            guard let item = declaration.items.first else { return value }
            return .array(items.map { bind($0, to: item, at: path, enclosing: code) ?? .null })
        default: return value
        }
    }

    /// The values of an object with names of the caller's, of which those that are null are left out.
    private mutating func bind(
        _ entries: [ManifestValue.Member], to declared: ValueDeclaration, at path: String, _ code: Int?
    ) -> [ManifestValue.Member] {
        var seen: Set<String> = []
        var result: [ManifestValue.Member] = []
        for entry in entries where entry.value != .null {
            if seen.insert(entry.name).inserted {
                result.append(ManifestValue.Member(entry.name, bind(entry.value, to: declared, at: path, enclosing: code) ?? .null))
            } else {
                violations.append(Violation(path: path, keyword: "once", code: declared.invalid ?? code))
            }
        }
        return result
    }

    /// Binds the entries of an object, or of a whole request, to declared names; absent ones get their default.
    ///
    /// - Returns: Each declared name that has a value, with its value in bound form.
    package mutating func bind(
        _ entries: [ManifestValue.Member], to members: [ParameterDeclaration], at path: String = "", enclosing: Int? = nil
    ) -> [(key: ParameterDeclaration, value: ManifestValue)] {
        var rest = entries
        var result: [(key: ParameterDeclaration, value: ManifestValue)] = []
        for member in members {
            let place = path.isEmpty ? member.name : path + "." + member.name
            let sent = rest.firstIndex { isName($0.name, of: member) }.map { rest.remove(at: $0).value } ?? .null
            if let value = bind(sent, to: member, at: place, enclosing) { result.append((member, value)) }
        }
        for entry in rest {
            violations.append(Violation(path: path.isEmpty ? entry.name : path + "." + entry.name, keyword: "unknown", code: enclosing))
        }
        return result
    }

    private mutating func bind(
        _ sent: ManifestValue, to member: ParameterDeclaration, at path: String, _ enclosing: Int?
    ) -> ManifestValue? {
        let isDue = side == .request ? member.required != nil : !member.isOptional
        let isAbsent = sent == .null || (side == .request && isDue && sent.isEmptyText)
        guard isAbsent else { return bind(sent, to: member.value, at: path, enclosing: enclosing) }
        if isDue { violations.append(Violation(path: path, keyword: "required", code: member.required ?? enclosing)) }
        return side == .request ? member.value.defaultValue : nil
    }

    private func isName(_ name: String, of member: ParameterDeclaration) -> Bool {
        side == .reply ? name == member.name : member.answers(to: name)
    }
}
