// SPDX-License-Identifier: Apache-2.0

extension DiagnosticPage {
    /// About files.
    static let files: [DiagnosticPage] = [
        DiagnosticPage(
            .fileUnreadable, "A file cannot be read.",
            because: """
                What it declares would be missed everywhere else, so nothing more is said until it can be read. The message says what the
                system says: that there is none, that it may not be read, or that it is a folder.
                """,
            wrong: .file("manifest: 1\ninclude: [▸plugins/tag.yaml]"), right: .file("manifest: 1\ninclude: [plugins/tags.yaml]")),
        DiagnosticPage(
            .includeInvalid, "An `include` is not the relative path of a file.",
            because: """
                Paths begin at the file that names them, so that a team can move its folder as a whole. A path from the root of this machine
                means nothing on another.
                """,
            wrong: .file("manifest: 1\ninclude: [▸/srv/plugins/tags.yaml]"), right: .file("manifest: 1\ninclude: [plugins/tags.yaml]")),
        DiagnosticPage(
            .includeDuplicate, "A file is included twice, or by itself.",
            because: "Each file is read once; a second time would declare all of it twice. Both places are shown.",
            wrong: .file("manifest: 1\ninclude: [plugins/tags.yaml, ▸plugins/../plugins/tags.yaml]"),
            right: .file("manifest: 1\ninclude: [plugins/tags.yaml]")),
        DiagnosticPage(
            .includeOutside, "An included file is not in the folder of the manifest.",
            because: """
                Whoever may change a manifest decides which files are read, and a diagnostic shows lines of them: so they are in the first
                file's folder or below it, wherever links lead. `--include-root FOLDER` names another folder.
                """,
            wrong: .file("manifest: 1\ninclude: [▸../tags.yaml]"), right: .file("manifest: 1\ninclude: [plugins/tags.yaml]")),
        DiagnosticPage(
            .includeLimit, "A manifest has too many files.",
            because: "It has at most 256, so that a list written by a program that went wrong is found soon.",
            wrong: .shortened("manifest: 1\ninclude:\n  - part1.yaml\n  …\n  - ▸part256.yaml"),
            right: .shortened("manifest: 1\ninclude:\n  - part1.yaml\n  …\n  - part255.yaml")),
        DiagnosticPage(
            .diagnosticsLimit, "There are more faults than are shown.",
            because: "The first thousand stand in the order of the file. Many of them have one cause, such as a wrong indentation.",
            wrong: .shortened("manifest: 1\nwrong1: {}\n…\n▸wrong1001: {}"), right: .shortened("manifest: 1\ncommands: {}")),
    ]
}
