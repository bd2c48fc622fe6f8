// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// One difference between two manifests.
package struct Change: Hashable, Sendable {
    /// In which way they differ.
    package let kind: ChangeKind
    /// Where: `tag.create`, `tag.create/parameters.Tag.maxLength`, `tag.create/rules.ID`, `errors.99998`.
    package let place: String
    /// What was and what is, in a line.
    package let message: String
    /// Where it stands in the old manifest; nil where it is new.
    package let old: SourceLocation?
    /// Where it stands in the new manifest; nil where it is gone.
    package let new: SourceLocation?

    /// What it means to callers.
    package var changeClass: ChangeClass { kind.changeClass }
}
