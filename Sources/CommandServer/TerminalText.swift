// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension String {
    /// As a terminal shows it and is not controlled by it: what has no picture of its own, such as ESC, U+009B or a mark of direction, is
    /// written as `<U+001B>`. Ends of lines and tabs stay.
    var forTerminal: String {
        shown { $0 == "\n" || $0 == "\t" ? nil : $0.isHidden ? "<U+\($0.hexadecimal)>" : nil }
    }

    /// The same for JSON, which stays JSON of the same meaning: `\u001B`.
    var jsonForTerminal: String {
        shown { scalar in
            guard scalar != "\n", scalar != "\t", scalar.isHidden else { return nil }
            return String(scalar).utf16.map { "\\u" + (Unicode.Scalar($0)?.hexadecimal ?? String($0, radix: 16, uppercase: true)) }.joined()
        }
    }

    /// In one line: ends of lines and tabs are shown as well.
    var inOneLine: String { shown { $0.isHidden ? $0.visible : nil } }

    private func shown(_ replaced: (Unicode.Scalar) -> String?) -> String {
        guard utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return self }
        var result = ""
        for scalar in unicodeScalars {
            if let text = replaced(scalar) { result += text } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }
}
