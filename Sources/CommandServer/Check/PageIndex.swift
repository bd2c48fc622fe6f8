// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandManifest
import CommandRouter

/// The pages of all ids, as `check --explain` prints them.
enum PageIndex {
    /// The pages of all ids.
    static let pages = DiagnosticPage.all + ContractPages.all

    /// The page of an id, or the list of all ids for an empty one.
    ///
    /// - Throws: `ValidationError` with "did you mean" for an id that there is none of.
    static func text(of id: String) throws -> String {
        if id.isEmpty { return list }
        if let page = page(of: Diagnostic.ID(id)) { return page.text }
        let nearest = Suggestion.nearest(to: id, among: pages.map(\.id.rawValue))
        throw ValidationError(
            "There is no id \(id). " + (nearest.map { "Did you mean \($0)?" } ?? "check --explain lists all."))
    }

    /// The page of an id; nil where there is none.
    static func page(of id: Diagnostic.ID) -> DiagnosticPage? { DiagnosticPage.page(of: id, in: pages) }

    private static var list: String {
        let width = pages.map(\.id.rawValue.count).max() ?? 0
        return pages.map { $0.id.rawValue.padding(to: width + 2) + $0.meaning }.joined(separator: "\n")
    }
}
