// SPDX-License-Identifier: Apache-2.0

import CommandKit

extension Permissions {
    /// Whether everything that this allows is allowed by `other`. All of them are more than any that are named, since those
    /// that are declared later are among them.
    func isSubset(of other: Permissions) -> Bool {
        switch (self, other) {
        case (_, .all): true
        case (.all, .these): false
        case (.these(let mine), .these(let theirs)): mine.isSubset(of: theirs)
        }
    }

    /// What both allow.
    func intersection(_ other: Permissions) -> Permissions {
        switch (self, other) {
        case (.all, _): other
        case (_, .all): self
        case (.these(let mine), .these(let theirs)): .these(mine.intersection(theirs))
        }
    }
}
