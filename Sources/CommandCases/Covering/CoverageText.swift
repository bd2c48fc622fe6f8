// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Coverage for a terminal, and as a page.
package enum CoverageText {
    /// A line for each command, with what no case exercises.
    package static func lines(_ coverage: [Coverage]) -> [String] {
        coverage.flatMap { command in
            let holes = command.items.filter(\.isHole)
            let line = "\(command.command): \(command.items.count - holes.count) of \(command.items.count)"
            return [line] + holes.map { "  not exercised: \($0.kind.rawValue) \($0.name) (\($0.location))" }
        } + [total(coverage)]
    }

    private static func total(_ coverage: [Coverage]) -> String {
        let all = coverage.flatMap(\.items)
        return "coverage: \(all.count { !$0.isHole }) of \(all.count) declarations"
    }

    /// A whole page.
    package static func page(_ coverage: [Coverage], title: String) -> String {
        let sections = coverage.map { command in
            let rows = command.items.map { item in
                "<tr\(item.isHole ? " class=\"hole\"" : "")><td>\(item.kind.rawValue)</td><td>\(escaped(item.name))</td>"
                    + "<td class=\"n\">\(item.accepted)</td><td class=\"n\">\(item.refused)</td><td>\(escaped(item.location.description))</td></tr>\n"
            }
            return "<h2 id=\"\(escaped(command.command))\">\(escaped(command.command))</h2>\n<table>\n<tr><th>kind</th><th>declared</th>"
                + "<th class=\"n\">kept</th><th class=\"n\">broken</th><th>where</th></tr>\n" + rows.joined() + "</table>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>\(escaped(title))</title><style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; color: #222; }
            table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .2em .8em .2em 0; border-bottom: 1px solid #ddd; }
            .n { text-align: right; font-variant-numeric: tabular-nums; } .hole td { background: #fdd; }
            </style></head><body>
            <h1>\(escaped(title))</h1>
            <p>\(escaped(total(coverage))). For each: in how many generated cases it was kept by an accepted call, and broken by a refused one.</p>
            \(sections.joined())</body></html>

            """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
