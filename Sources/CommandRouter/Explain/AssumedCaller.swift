// SPDX-License-Identifier: Apache-2.0

package import CommandKit
package import CommandManifest

/// A caller that is told of rather than verified, for explanations.
package struct AssumedCaller {
    /// Thrown for a permission that the manifest does not declare.
    package struct UnknownPermission: Error, CustomStringConvertible {
        /// The permission, and the one that may be meant.
        package let description: String
    }

    /// As whom a call is explained. Its account's id is 0: no account is looked at.
    package let principal: Principal

    /// A caller of a kind: `user`, `admin`, or anything else for nobody. It may do everything where no permissions are given,
    /// or where `*` is among them.
    package init(_ kind: String, _ permissions: [String]?, _ manifest: Manifest) throws(UnknownPermission) {
        let declared = manifest.permissions.map(\.name)
        for name in permissions ?? [] where name != "*" && !declared.contains(name) {
            let nearest = Suggestion.nearest(to: name, among: declared).map { ". Did you mean \($0)?" } ?? ""
            throw UnknownPermission(description: "\(Wording.shortened(name)) is not a declared permission\(nearest)")
        }
        let held: Permissions = permissions.map { $0.contains("*") ? .all : .these(Set($0)) } ?? .all
        principal = Principal.Kind(rawValue: kind).map { Principal(kind: $0, accountID: 0, permissions: held) } ?? .nobody
    }
}
