// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Testing

@testable import CommandExport

@Suite("Markdown") struct MarkdownTests {
    @Test(
        "A text is shown as it is",
        arguments: [
            ("ID, or * for all", #"ID, or \* for all"#), ("a|b", #"a\|b"#), ("<b>x</b>", #"\<b\>x\</b\>"#), ("[^\\w]*", #"\[^\\w\]\*"#),
            ("field_id and _x_", #"field_id and \_x\_"#), ("`a`", #"\`a\`"#), ("- a", #"\- a"#), ("1. a", #"1\. a"#),
            ("a - 1. b", "a - 1. b"),
            ("# a", ##"\# a"##), ("a\nb", "a b"), ("&amp;", #"\&amp;"#), ("~~a~~", #"\~\~a\~\~"#), ("", ""),
        ])
    func escapes(text: String, expected: String) { #expect(Markdown.escaped(text) == expected) }

    @Test(
        "Code keeps backticks and bars",
        arguments: [("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a|b", #"`a\|b`"#), ("a``", "``` a`` ```")])
    func code(text: String, expected: String) { #expect(Markdown.code(text) == expected) }

    @Test("A reference holds nothing of a manifest's texts that is not escaped") func reference() throws {
        let text = """
            manifest: 1
            commands:
              tag.create:
                summary: "<script>* _a_ `b` [c](d)"
                description: "# heading\\n- item <img>"
                deprecated: "<i>"
                plugin: tags
                access: [user]
                permissions: []
                effects: write
                parameters: { A: { type: string, summary: "*a* | <b>", default: "`|`", pattern: "[^*]*", maxLength: 9 } }
                returns: { B: { type: string, summary: "<i>|" } }
                errors: { 1: "<u> | *" }
            """
        let manifest = try #require(ManifestReader().read(text: Array(text.utf8), name: "m.yaml").manifest)
        let page = Export(manifest).text(.markdown)
        for tag in ["<script>", "<img>", "<i>", "<b>", "<u>"] { #expect(!page.contains(tag)) }
        for line in page.split(separator: "\n") where line.hasPrefix("| `A`") {
            #expect(line.replacing("\\|", with: "").split(separator: "|").count == 3, "\(line)")
        }
        #expect(page.contains("\\# heading\n\\- item"))
    }
}
