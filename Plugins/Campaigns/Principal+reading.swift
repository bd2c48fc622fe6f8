// SPDX-License-Identifier: Apache-2.0

import CommandKit

extension Principal {
    /// The account whose campaigns this caller may read; nil for those of all accounts, which an admin may.
    var accountToRead: Int? { kind == .admin ? nil : accountID }
}
