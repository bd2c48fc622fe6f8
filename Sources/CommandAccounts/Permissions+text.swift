// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Foundation

extension Permissions {
    /// The permissions that a text grants: `*`, or names with commas between; spaces around them and empty names do not count.
    ///
    /// - Throws: ``AccountRefusal/unknownPermission`` when a name is not among `declared`.
    init(granting text: String, declared: Set<String>) throws(AccountRefusal) {
        let names = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        let held = Set(names.filter { !$0.isEmpty })
        if held == ["*"] {
            self = .all
        } else if held.isSubset(of: declared) {
            self = .these(held)
        } else {
            throw .unknownPermission
        }
    }

    /// What ``stored`` wrote.
    init(stored text: String) {
        self = text == "*" ? .all : .these(Set(text.split(separator: ",").map(String.init)))
    }

    /// `*`, or the names in order with commas between.
    var stored: String {
        switch self {
        case .all: "*"
        case .these(let held): held.sorted().joined(separator: ",")
        }
    }
}
