// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// What changes for callers from one manifest to another.
///
/// Everything is compared as callers meet it: groups are folded into the commands that use them, included files are one
/// manifest, names match ignoring case and by their aliases, and a fault's code is the one that is answered, wherever it
/// is declared. What callers cannot see, such as a command's plugin, is not compared.
package struct ManifestDiff: Sendable {
    /// What differs, in the order of the new manifest, what is gone after it.
    package private(set) var changes: [Change] = []

    /// Compares two manifests.
    package init(from old: Manifest, to new: Manifest) {
        permissions(old.permissions, new.permissions)
        errors(old.errors, new.errors, "errors")
        for command in new.commands {
            if let earlier = old.commands.first(where: { $0.name.isSameWord(as: command.name) }) {
                compare(earlier, command)
            } else {
                add(.commandAdded, command.name, "`\(command.name)` is new", nil, command.location)
            }
        }
        for command in old.commands where !new.commands.contains(where: { $0.name.isSameWord(as: command.name) }) {
            add(.commandRemoved, command.name, "`\(command.name)` is gone", command.location, nil)
        }
    }

    private mutating func permissions(_ old: [PermissionDeclaration], _ new: [PermissionDeclaration]) {
        for permission in new {
            let place = "permissions." + permission.name
            if let earlier = old.first(where: { $0.name == permission.name }) {
                words(earlier.summary, permission.summary, place, "what it allows", earlier.location, permission.location)
            } else {
                add(.permissionAdded, place, "the permission `\(permission.name)` is new", nil, permission.location)
            }
        }
        for permission in old where !new.contains(where: { $0.name == permission.name }) {
            add(
                .permissionRemoved, "permissions." + permission.name, "the permission `\(permission.name)` is gone", permission.location,
                nil)
        }
    }

    mutating func add(_ kind: ChangeKind, _ place: String, _ message: String, _ old: SourceLocation?, _ new: SourceLocation?) {
        changes.append(Change(kind: kind, place: place, message: message, old: old, new: new))
    }

    /// Texts for people.
    mutating func words(
        _ old: String?, _ new: String?, _ place: String, _ what: String, _ before: SourceLocation, _ after: SourceLocation
    ) {
        guard !same(old, new) else { return }
        add(.documentationChanged, place, "\(what) differs", before, after)
    }

    /// Why something should not be used any more.
    mutating func deprecation(_ old: String?, _ new: String?, _ place: String, _ before: SourceLocation, _ after: SourceLocation) {
        switch (old, new) {
        case (nil, .some(let reason)): add(.deprecatedAdded, place, "it is deprecated: \(reason)", before, after)
        case (.some, nil): add(.deprecatedRemoved, place, "it is not deprecated any more", before, after)
        default: words(old, new, place, "why it is deprecated", before, after)
        }
    }

    private func same(_ left: String?, _ right: String?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return left.utf8.elementsEqual(right.utf8)
    }
}

extension String {
    /// Whether both are one name: ASCII case makes no difference.
    func isSameWord(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8) { Self.folded($0) == Self.folded($1) }
    }

    private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
