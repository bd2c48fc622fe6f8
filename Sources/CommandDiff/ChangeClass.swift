// SPDX-License-Identifier: Apache-2.0

/// What a change means to programs that call by the old manifest.
package enum ChangeClass: String, Hashable, Sendable, CaseIterable {
    /// Such a program has to be changed: what it sends, reads or distinguishes is not so any more.
    case breaking
    /// It may have to be: some calls that were accepted are refused now, or some replies have what none had.
    case tightening
    /// It goes on as it is: more is accepted, or more is promised.
    case loosening
    /// It cannot tell.
    case neutral
}
