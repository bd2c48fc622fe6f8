// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest

/// What a command asks of its callers, beside what one of them has.
package struct ExplainedAdmission: Sendable {
    /// The kinds of caller that it admits.
    package let access: [String]
    /// Whether the caller is of one of them.
    package let isKindAdmitted: Bool
    /// The permissions that it asks for, and whether the caller holds each.
    package let permissions: [(name: String, isHeld: Bool)]

    init(_ command: CommandDeclaration, _ principal: Principal) {
        access = command.access.map(\.rawValue).sorted()
        isKindAdmitted = command.access.contains { $0.rawValue == principal.kind.rawValue }
        permissions = command.permissions.map { ($0, principal.permissions.allow([$0])) }
    }

    var json: ManifestValue {
        .object([
            .init("access", .array(access.map(ManifestValue.string))), .init("kindAdmitted", .boolean(isKindAdmitted)),
            .init(
                "permissions",
                .array(permissions.map { .object([.init("name", .string($0.name)), .init("held", .boolean($0.isHeld))]) })),
        ])
    }
}
