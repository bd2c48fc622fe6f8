// SPDX-License-Identifier: Apache-2.0

/// What a package can be called: its executable, the module of its main file, and its folder have this name too.
enum ProjectName {
    /// Why a name cannot be one; nil where it can.
    static func fault(_ name: String) -> String? {
        let scalars = name.unicodeScalars
        let isWord = scalars.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == "-" || $0 == "_" }
        guard isWord, scalars.first?.isASCIILetter == true, scalars.last != "-", scalars.count <= 64 else {
            return "\(name) is no name for a package: write up to 64 ASCII letters, digits, - and _, beginning with a letter"
        }
        let folded = name.lowercased().replacing("-", with: "_")
        if taken.contains(folded) || folded.hasPrefix("command") || folded.hasPrefix("nio") || folded.hasSuffix("plugin") {
            return "\(name) is the name of a module that every package here has, or may have; choose another"
        }
        if SwiftWord.keywords.contains(folded) { return "\(name) is a word of Swift; choose another name" }
        return nil
    }

    /// Modules of the toolchain and of what the router builds on, folded.
    private static let taken: Set<String> = [
        "swift", "foundation", "testing", "xctest", "dispatch", "glibc", "main", "tests", "test", "package", "greetings",
        "hummingbird", "logging", "metrics", "tracing", "crypto", "grdb", "algorithms", "collections", "atomics", "configuration",
        "instrumentation", "argumentparser", "servicelifecycle", "numerics", "x509", "synchronization", "observation",
    ]
}

/// Words of the language that is generated.
enum SwiftWord {
    /// Words that are no names without backticks.
    static let keywords: Set<String> = [
        "any", "as", "associatedtype", "await", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do",
        "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init",
        "inout", "internal", "is", "let", "nil", "operator", "private", "protocol", "public", "repeat", "rethrows", "return",
        "self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where",
        "while", "type",
    ]
}

extension Unicode.Scalar {
    /// `A`…`Z` and `a`…`z`.
    var isASCIILetter: Bool { (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) }
    /// `0`…`9`.
    var isASCIIDigit: Bool { (0x30...0x39).contains(value) }
}
