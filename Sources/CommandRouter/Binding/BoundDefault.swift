// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What a declared default is bound to. The manifest's checks have seen to it that it satisfies its declaration.
enum BoundDefault {
    /// The value of a parameter that is absent.
    static func value(of declaration: ValueDeclaration) -> BoundValue {
        declaration.defaultValue.map { value($0, declaration) } ?? .absent
    }

    private static func value(_ value: ManifestValue, _ declaration: ValueDeclaration) -> BoundValue {
        switch value {
        case .null: .absent
        case .boolean(let flag): .boolean(flag)
        case .integer(let number): integer(number, declaration)
        case .number(let number): .number(number)
        case .string(let text): string(text, declaration)
        case .array(let items): array(items, value, declaration)
        case .object(let entries): object(entries, value, declaration)
        }
    }

    private static func object(
        _ entries: [ManifestValue.Member], _ whole: ManifestValue, _ declaration: ValueDeclaration
    ) -> BoundValue {
        if let declared = declaration.values.first { return .map(entries.map { ($0.name, value($0.value, declared)) }) }
        guard let members = declaration.members else { return .json(whole.json) }
        if entries.isEmpty, declaration.allowsEmpty { return .object([]) }
        return .object(
            members.map { member in
                entries.first { $0.name == member.name }.map { value($0.value, member.value) } ?? value(of: member.value)
            })
    }

    private static func integer(_ number: Int, _ declaration: ValueDeclaration) -> BoundValue {
        if declaration.kinds.contains(.idList) { return .ids([number]) }
        return declaration.kinds.contains(.number) ? .number(Double(number)) : .integer(number)
    }

    private static func string(_ text: String, _ declaration: ValueDeclaration) -> BoundValue {
        declaration.kinds.contains(.idList) ? .ids(IDList.parse(text: Array(text.utf8)) ?? []) : .string(text)
    }

    private static func array(_ items: [ManifestValue], _ whole: ManifestValue, _ declaration: ValueDeclaration) -> BoundValue {
        if declaration.kinds.contains(.idList) {
            return .ids(items.compactMap { if case .integer(let id) = $0 { id } else { nil } })
        }
        guard let item = declaration.items.first else { return .json(whole.json) }
        return .array(items.map { value($0, item) })
    }
}
